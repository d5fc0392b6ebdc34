"""What this room tells, and whom. Every link leads to a page that the person can open."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from generic_notifications.types import register

from cms.audiences import Viewer
from members.notices.actions import tell
from members.notices.types import SiteNotice
from members.people.bylines import name_for

from .versions import authors_of


@register
class Reviewed(SiteNotice):
    key = "lesson-reviewed"
    name = gettext_lazy("A lesson of mine is approved or sent back")
    description = name


@register
class ToReview(SiteNotice):
    key = "lesson-to-review"
    name = gettext_lazy("A lesson waits for my review")
    description = name


@register
class MyLesson(SiteNotice):
    key = "my-lesson"
    name = gettext_lazy("Something else happens to a lesson of mine: a co-author, a flag, a withdrawal")
    description = name


@register
class FlagAnswered(SiteNotice):
    key = "lesson-flag-answered"
    name = gettext_lazy("The authors answer a flag that I raised")
    description = name


def authors_of_lesson(lesson):
    return get_user_model().objects.filter(authorships__lesson_id=lesson.pk)


def _naming(actor, lesson, words: str, **more) -> Callable[[Viewer], str]:
    """`words` about what `actor` did, for each reader with the name that they may know."""
    authors = authors_of(lesson)
    return lambda viewer: words % {"name": name_for(actor, viewer, together=authors), **more}


def tell_sent_back(*, lesson, actor, comment: str) -> None:
    tell(
        people=authors_of_lesson(lesson),
        kind=Reviewed,
        actor=actor,
        subject=_("Sent back: %(title)s") % {"title": lesson.draft_title},
        text=_naming(actor, lesson, _("%(name)s sent it back with a reason: “%(reason)s”"), reason=comment),
        url=reverse("lessons:edit", args=[lesson.slug]),
    )


def tell_approved(*, lesson, actor, comment: str) -> None:
    words = _("%(name)s approved it. Readers have it now.")
    tell(
        people=authors_of_lesson(lesson),
        kind=Reviewed,
        actor=actor,
        subject=_("Published: %(title)s") % {"title": lesson.draft_title},
        text=_naming(actor, lesson, f"{words} “%(comment)s”" if comment else words, comment=comment),
        url=lesson.get_absolute_url(),
    )


def tell_reviewers(*, lesson, people, actor) -> None:
    tell(
        people=people,
        kind=ToReview,
        actor=actor,
        subject=_("To review: %(title)s") % {"title": lesson.draft_title},
        text=_naming(actor, lesson, _("%(name)s submitted it for review. Approve it, or send it back with a reason.")),
        url=reverse("lessons:review", args=[lesson.slug]),
    )


def tell_coauthors(*, lesson, people, actor) -> None:
    tell(
        people=people,
        kind=MyLesson,
        actor=actor,
        subject=_naming(actor, lesson, _("%(name)s writes a lesson with you")),
        text=_("You see the draft of “%(title)s”, can edit it, and cannot review it.") % {"title": lesson.draft_title},
        url=reverse("lessons:edit", args=[lesson.slug]),
    )


def tell_flagged(*, lesson, actor, reason: str) -> None:
    tell(
        people=authors_of_lesson(lesson),
        kind=MyLesson,
        actor=actor,
        subject=_("Needs change: %(title)s") % {"title": lesson.title},
        text=_naming(actor, lesson, _("%(name)s says: “%(reason)s”"), reason=reason),
        url=reverse("lessons:desk"),
    )


def tell_resolved(*, flag, actor, answer: str) -> None:
    text = _("The authors have looked at what you said.")
    tell(
        people=[flag.raised_by] if flag.raised_by else [],
        kind=FlagAnswered,
        actor=actor,
        about=flag.lesson,
        subject=_("Answered: %(title)s") % {"title": flag.lesson.title},
        text=f"{text} “{answer}”" if answer else text,
        url=flag.lesson.get_absolute_url(),
    )


def tell_withdrawn(*, lesson, actor, reason: str) -> None:
    tell(
        people=authors_of_lesson(lesson),
        kind=MyLesson,
        actor=actor,
        subject=_("Withdrawn: %(title)s") % {"title": lesson.title},
        text=_naming(actor, lesson, _("%(name)s withdrew it: “%(reason)s”"), reason=reason),
        url=reverse("lessons:desk"),
    )
