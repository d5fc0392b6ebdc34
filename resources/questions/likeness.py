"""Which words of a question make another one like it. No I/O."""

import re

LONGEST = 140
MOST = 8
# Words that begin half of all questions say nothing about them.
COMMON = frozenset(
    "about anybody anyone because been could does ever from have into know much need only should some somebody than "
    "that their them there they this want were what when where which will with would your".split()
)


def telling_words(title: str) -> list[str]:
    """The first words of `title` that say what it is about."""
    words = re.findall(r"[^\W_]{4,}", title[:LONGEST].casefold())
    return [word for word in dict.fromkeys(words) if word not in COMMON][:MOST]
