"""What a lesson must have before reviewers read it. A draft may lack all of it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.vocabulary.models import Challenge, Outcome

from .models import LessonPage

UNTITLED = gettext_lazy("Untitled lesson")

_TEXTS = ("title", "summary", "context", "challenge", "did", "happened", "change")
_WORDS = {"challenges": Challenge, "outcomes": Outcome}


def needed() -> list[str]:
    """What reviewers need: names of fields, in the order of the form."""
    # Where the editors keep no words yet there is nothing to choose.
    words = [name for name, model in _WORDS.items() if model.objects.exists()]
    return [*_TEXTS, *words, "data_level"]


def missing(draft: LessonPage, asked: Sequence[str] | None = None) -> list[tuple[str, str]]:
    """What `draft` still lacks of what is `asked`, by default all: (name of the field, what to do in a sentence)."""
    asked = needed() if asked is None else asked
    return [(name, advice(name)) for name in asked if not is_written(_value(draft, name))]


def is_written(value) -> bool:
    """Whether `value`, a text or some words of the vocabulary, is more than a form left empty."""
    return value.strip() not in ("", UNTITLED) if isinstance(value, str) else bool(value)


def advice(name: str) -> str:
    """What to do about a field that is needed and empty."""
    sentences = {
        "title": _("Give it a title."),
        "summary": _("Write a summary of one or two sentences."),
        "challenges": _("Choose at least one challenge."),
        "outcomes": _("Choose at least one outcome."),
        "data_level": _("Choose the level of the data; “No student data” is an answer."),
    }
    headings = dict(LessonPage.SECTIONS)
    return sentences.get(name) or _("Write something under “%(heading)s”.") % {"heading": headings[name]}


def _value(draft: LessonPage, name: str):
    return getattr(draft, name).all() if name in _WORDS else getattr(draft, name)
