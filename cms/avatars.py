"""A person's mark: initials on a shape. Shape and color follow the member's number and are never chosen. No I/O."""

COLORS = ("f1", "f2", "f3", "f4", "f6")
SHAPES = ("circle", "square", "arch", "leaf", "octagon")


def look(number: int) -> tuple[str, str]:
    """The class of the color and the name of the shape of the member with this `number`.

    25 people who join one after another share no pair, and any five of them use all five colors.
    """
    place = number % (len(COLORS) * len(SHAPES))
    return COLORS[place % len(COLORS)], SHAPES[(place + place // len(COLORS)) % len(SHAPES)]


def initials(name: str) -> str:
    """The first letters of the first and the last word of `name`: at most two."""
    words = name.replace("-", " ").split()
    return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()
