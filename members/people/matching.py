"""Finding people by what somebody remembers of a name: accents, beginnings, a slip of the pen. No I/O."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import DamerauLevenshtein

# Letters that decomposing leaves as they are.
_FOLDS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_WORDS = re.compile(r"[^\W_]+")
# Inside of a word: O’Neil is typed oneil, and Nāmakaʻeha namakaeha.
_INSIDE = dict.fromkeys(map(ord, "'’‘ʻʼ`´."))


def fold(text: str) -> str:
    """`text` in lowercase, without accents and without the marks that stand inside of words."""
    lowered = text.casefold().translate(_INSIDE).translate(_FOLDS)
    return "".join(each for each in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(each))


def words_of(name: str) -> list[str]:
    return _WORDS.findall(fold(name))


def beginning(typed: str, words: Iterable[str]) -> Iterator[str]:
    """Those of `words` that begin as `typed` does."""
    return (word for word in words if word.startswith(typed))


def resembling(typed: str, words: Iterable[str]) -> Iterator[str]:
    """Those of `words` that `typed` may have meant: one slip from four letters on, two from eight on."""
    slips = 0 if len(typed) < 4 else 1 if len(typed) < 8 else 2
    for word in words:
        if (
            abs(len(word) - len(typed)) <= slips
            and DamerauLevenshtein.distance(typed, word, score_cutoff=slips) <= slips
        ):
            yield word
