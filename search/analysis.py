"""How text becomes terms: the one description that both engines are configured from. No I/O.

``en``: words by UAX#29, possessive off, lowercase, accents folded, 33 English stop words, Porter2.
``plain``: words, lowercase, accents folded.
"""

import re
import unicodedata

# Lucene's `_english_` stop words.
STOP_WORDS = tuple(
    "a an and are as at be but by for if in into is it no not of on or such "
    "that the their then there these they this to was will with".split()
)

# The word rule of UAX#29 as Elasticsearch's `standard` tokenizer applies it, but `_` separates words.
_CJ, _KA, _SEA = r"\p{Han}\p{Hiragana}", r"\p{Katakana}ー", r"\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_MARKS = r"[[\p{M}\p{Cf}]--\u{200B}]*"
_LETTERS = (
    rf"[[\p{{L}}\p{{Nl}}]--[{_CJ}{_KA}{_SEA}]]"
    rf"[[\p{{L}}\p{{Nl}}\p{{M}}\p{{Cf}}]--[{_CJ}{_KA}{_SEA}\u{{200B}}]]*"
)
_DIGITS = r"\p{Nd}[[\p{Nd}\p{M}\p{Cf}]--\u{200B}]*"
_IN_LETTERS, _IN_DIGITS = "['’‘.·:․＇．]", "['’‘.,;․＇．]"
WORD = (
    rf"(?:{_LETTERS}(?:{_IN_LETTERS}{_LETTERS})*|{_DIGITS}(?:{_IN_DIGITS}{_DIGITS})*)+"
    rf"|[{_CJ}]{_MARKS}|(?:[{_KA}]{_MARKS})+|(?:[{_SEA}]{_MARKS})+"
)

# Words that the Porter2 of Elasticsearch 8 stems unlike the newer one of tantivy, which is the better one.
_OLOGISTS = ("psych", "soci", "bi", "ec", "ge", "techn", "the", "anthrop", "archae", "crimin", "path", "radi")
STEM_OVERRIDES = (
    "organization, organizations, organize, organizes, organized, organizing, organizer, organizers => organiz",
    "organic => organic",
    "university, universities => universiti",
    "universal, universals, universally, universality => universal",
    "internal, internally => internal",
    "international, internationally => internat",
    "added, adding => add",
    "interval, intervals => interval",
    "lateral, laterally => lateral",
    "emergence, emergency, emergencies => emergenc",
    "emergent => emergent",
    "evening, evenings => evening",
    *(f"{root}ologist, {root}ologists => {root}olog" for root in _OLOGISTS),
)

# What stands in a text field that has nothing to say. A field that few documents have is scored
# differently by the two engines; one that every document has is scored the same.
SENTINEL = "zznone"

_SAY_NOTHING = {*STOP_WORDS, SENTINEL}

# Letters that have no decomposition, folded as Lucene and tantivy fold them.
_FOLDS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "’": "'"}
)


def fold(text: str) -> str:
    """`text` in lowercase without accents, its white space joined: how words and names are compared."""
    lowered = text.lower().translate(_FOLDS)
    if not lowered.isascii():
        lowered = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return " ".join(lowered.split())


def plain_words(text: str) -> list[str]:
    """The folded words of `text`, unstemmed, stop words included."""
    return re.findall(r"[^\W_]+(?:['.][^\W_]+)*", fold(text))


def says_something(text: str) -> bool:
    """Whether analysis leaves anything of `text`: false for stop words, punctuation and pictures."""
    return any(word.removesuffix("'s") not in _SAY_NOTHING for word in plain_words(text))
