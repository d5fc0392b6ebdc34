"""What this room tells, and whom. Nobody is told of what they may not read."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from generic_notifications.types import register

from members.notices.actions import tell
from members.notices.naming import ACTOR
from members.notices.types import SiteNotice

from .models import Answer, Question, Written


@register
class QuestionAnswered(SiteNotice):
    key = "question-answered"
    name = gettext_lazy("Somebody answers a question of mine")
    description = name


@register
class AnswerAccepted(SiteNotice):
    key = "answer-accepted"
    name = gettext_lazy("An answer of mine is accepted")
    description = name


@register
class PostWithdrawn(SiteNotice):
    key = "question-withdrawn"
    name = gettext_lazy("Network staff withdraw a question or an answer of mine")
    description = name


def tell_answered(*, answer: Answer, actor) -> None:
    question = answer.question
    tell(
        people=_author(question),
        kind=QuestionAnswered,
        actor=actor,
        about=question,
        subject=_("An answer: %(title)s") % {"title": question.title},
        text=_("%(name)s has answered your question. If it helps, accept it.") % {"name": ACTOR},
        url=answer.get_absolute_url(),
    )


def tell_accepted(*, answer: Answer, actor) -> None:
    question = answer.question
    tell(
        people=_author(answer),
        kind=AnswerAccepted,
        actor=actor,
        about=question,
        subject=_("Accepted: %(title)s") % {"title": question.title},
        text=_("%(name)s says that your answer helped.") % {"name": ACTOR},
        url=answer.get_absolute_url(),
    )


def tell_withdrawn(*, written: Written, actor) -> None:
    """In their own words: whoever wrote an answer may not read its question by now."""
    if isinstance(written, Question):
        subject = _("Withdrawn: %(title)s") % {"title": written.title}
        text = _("Network staff have withdrawn your question. Write to them if you think that this is wrong.")
    else:
        subject = _("An answer of yours is withdrawn")
        text = _(
            "Network staff have withdrawn it. It began: “%(words)s” Write to them if you think that this is wrong."
        )
        text %= {"words": written.body[:80]}
    tell(
        people=_author(written), kind=PostWithdrawn, actor=actor, subject=subject, text=text,
        url=reverse("questions:index"),
    )  # fmt: skip


def _author(written: Written) -> list:
    return [written.author] if written.author else []
