"""Words that are typed above a room's own list, asked of the search, which stands above all rooms."""

from collections.abc import Callable

from .audiences import Viewer

# As many letters as the search reads.
LONGEST_WORDS = 200

Finder = Callable[[str, str, Viewer], set[int]]
_finders: list[Finder] = []


def finds_by(finder: Finder) -> None:
    """Let `finder` look for words: from a kind, the words and the reader to the keys of what has them."""
    _finders[:] = [finder]


def read_words(query) -> str:
    """The words in the QueryDict of an address, without what cannot be shown."""
    return " ".join("".join(char if char.isprintable() else " " for char in query.get("q", "")[:LONGEST_WORDS]).split())


def found(kind: str, words: str, viewer: Viewer) -> set[int]:
    """Keys of the things of `kind` that `words` find for `viewer`; whoever shows them reads them again."""
    return {key for finder in _finders for key in finder(kind, words, viewer)}
