"""What a lesson must have before reviewers read it. A draft may lack all of it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.vocabulary.models import Challenge, Outcome

from .models import LessonPage

UNTITLED = gettext_lazy("Untitled lesson")

NEEDED = ("context", "challenge", "did", "happened", "change")


def missing(draft: LessonPage) -> list[tuple[str, str]]:
    """What `draft` still lacks: (name of the field, a sentence that says what to do), in the order of the form."""
    lacks = []
    if not draft.title or draft.title == UNTITLED:
        lacks.append(("title", _("Give it a title.")))
    if not draft.summary.strip():
        lacks.append(("summary", _("Write a summary of one or two sentences.")))
    for name, heading in draft.SECTIONS:
        if name in NEEDED and not getattr(draft, name).strip():
            lacks.append((name, _("Write something under “%(heading)s”.") % {"heading": heading}))
    if not draft.data_level:
        lacks.append(("data_level", _("Say what data it rests on; “No student data” is an answer.")))
    # Where the editors keep no words yet there is nothing to choose.
    for name, model, advice in (
        ("outcomes", Outcome, _("Choose at least one outcome.")),
        ("challenges", Challenge, _("Choose at least one challenge.")),
    ):
        if not getattr(draft, name).all() and model.objects.exists():
            lacks.append((name, advice))
    return lacks
