"""Two ways to spell a word, and words spelled wrong. No I/O."""

import re
from collections.abc import Callable, Iterable

from rapidfuzz.distance import OSA

from .analysis import fold
from .query import Synonyms

# American and British beginnings, and the endings that both take ("-": none).
_PAIRS = (
    ("organiz", "organis", "e es ed er ers ing ation ations ational"),
    ("recogniz", "recognis", "e es ed ing"),
    ("summariz", "summaris", "e es ed ing"),
    ("standardiz", "standardis", "e es ed ing ation"),
    ("prioritiz", "prioritis", "e es ed ing ation"),
    ("anonymiz", "anonymis", "e es ed ing ation"),
    ("pseudonymiz", "pseudonymis", "e es ed ing ation"),
    ("centraliz", "centralis", "e es ed ing ation"),
    ("visualiz", "visualis", "e es ed ing ation ations"),
    ("utiliz", "utilis", "e es ed ing ation"),
    ("categoriz", "categoris", "e es ed ing ation"),
    ("customiz", "customis", "e es ed ing ation"),
    ("digitiz", "digitis", "e es ed ing ation"),
    ("minimiz", "minimis", "e es ed ing ation"),
    ("optimiz", "optimis", "e es ed ing ation"),
    ("analyz", "analys", "e ed er ers ing"),
    ("behavior", "behaviour", "- s al"),
    ("color", "colour", "- s"),
    ("favor", "favour", "- s ed ite"),
    ("honor", "honour", "- s ed"),
    ("labor", "labour", "- s"),
    ("neighbor", "neighbour", "- s ing hood hoods"),
    ("center", "centre", "- s"),
    ("program", "programme", "- s"),
    ("enrollment", "enrolment", "- s"),
    ("enroll", "enrol", "- s"),
    ("fulfill", "fulfil", "- s ment"),
    ("judgment", "judgement", "- s"),
    ("counsel", "counsell", "or ors ing"),
    ("model", "modell", "ed ing"),
    ("travel", "travell", "ed er ers ing"),
    ("label", "labell", "ed ing"),
    ("catalog", "catalogue", "- s"),
    ("dialog", "dialogue", "- s"),
    ("defens", "defenc", "e"),
    ("licens", "licenc", "e es"),
    ("practic", "practis", "e es"),
    ("pediatric", "paediatric", "- s"),
    ("skeptic", "sceptic", "al"),
    ("gray", "grey", "-"),
)


def _both_ways() -> dict[str, tuple[str, ...]]:
    spellings = {}
    for american, british, endings in _PAIRS:
        for ending in ("" if each == "-" else each for each in endings.split()):
            spellings[american + ending] = (british + ending,)
            spellings[british + ending] = (american + ending,)
    return spellings


SPELLINGS: Synonyms = _both_ways()


def with_spellings(synonyms: Synonyms) -> Synonyms:
    """`synonyms` and the other spellings; where a word has both, all of them."""
    return {
        key: tuple(dict.fromkeys((*synonyms.get(key, ()), *SPELLINGS.get(key, ()))))
        for key in {**SPELLINGS, **synonyms}
    }


def best_repair(word: str, candidates: Iterable[tuple[str, int]]) -> str | None:
    """The likeliest of `candidates` (word, count) for a misspelled `word`: the nearest, then the most frequent.

    Optimal string alignment distance: up to 2 for words of six letters or more, else 1.
    """
    limit = 2 if len(word) >= 6 else 1
    near = []
    for candidate, count in candidates:
        distance = OSA.distance(word, candidate, score_cutoff=limit)
        if distance == 0:
            return None
        if distance <= limit:
            near.append((distance, -count, candidate))
    return min(near)[2] if near else None


def repair(text: str, unknown: Iterable[str], near_words: Callable[[str], Iterable[tuple[str, int]]]) -> str | None:
    """`text` with its `unknown` words repaired, or None when no word can be.

    `near_words(letter)` gives (word, count) of the words beginning with `letter` that the reader may see.
    """
    repaired = text
    for word in unknown:
        folded = fold(word)
        if better := best_repair(folded, near_words(folded[0])):
            repaired = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", better, repaired)
    return repaired if repaired != text else None
