"""The glossary's other words, as the engines take them."""

from cms.vocabulary.synonyms import synonym_groups

from .analysis import fold
from .query import Synonyms


def synonyms() -> Synonyms:
    """Folded word or phrase -> the other ways to say it."""
    others: dict[str, set[str]] = {}
    for group in synonym_groups():
        for word in group:
            others.setdefault(fold(word), set()).update(group - {word})
    return {word: tuple(sorted(said)) for word, said in others.items()}
