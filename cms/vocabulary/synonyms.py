"""Words that mean the same, for whoever searches: taken from the glossary and the topics."""

from django.core.cache import cache

from cms.audiences import VISITOR

from .models import Term, Topic

KEY = "vocabulary.synonyms"
SECONDS = 60  # Other processes see an editor's change within this time.


def synonym_groups() -> list[frozenset[str]]:
    """Sets of two or more words or phrases that stand for one idea, in lower case."""
    return cache.get_or_set(KEY, lambda: [group for group in _groups() if len(group) > 1], SECONDS)


def _groups():
    # One list serves every search: what not everybody may read would be told by what it finds.
    for words in (Term.objects.visible_to(VISITOR), Topic.objects.all()):
        for name, synonyms in words.values_list("name", "synonyms"):
            yield frozenset(" ".join(word.lower().split()) for word in (name, *synonyms))


def forget_synonyms(**kwargs) -> None:
    """Let the next reader see what an editor has just saved."""
    cache.delete(KEY)
