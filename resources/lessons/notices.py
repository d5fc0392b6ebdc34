"""What this room tells, and whom. Every link leads to a page that the person can open."""

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from generic_notifications.types import register
from wagtail.models import WorkflowState

from members.notices.actions import tell
from members.notices.naming import ACTOR
from members.notices.types import SiteNotice

from .models import LessonPage, LessonReviewTask
from .versions import authors_of


class ToAuthors(SiteNotice):
    """Whoever writes a lesson may know of it before, and after, others can read it."""

    @classmethod
    def things(cls, user) -> QuerySet:
        return LessonPage.objects.filter(authorships__user=user)


@register
class Reviewed(ToAuthors):
    key = "lesson-reviewed"
    name = gettext_lazy("A lesson of mine is approved or sent back")
    description = name


@register
class ToReview(SiteNotice):
    key = "lesson-to-review"
    name = gettext_lazy("A lesson waits for my review")
    description = name

    @classmethod
    def things(cls, user) -> QuerySet:
        """What is in review and waits for a group or a steward like `user`."""
        stewarded = user.roster_entries.current().filter(is_steward=True).values("partnership")
        asked = Q(Exists(LessonReviewTask.objects.filter(groups__user=user))) | Q(partnership__in=stewarded)
        in_review = WorkflowState.objects.filter(
            content_type=ContentType.objects.get_for_model(LessonPage), object_id=Cast(OuterRef("pk"), CharField()),
            status=WorkflowState.STATUS_IN_PROGRESS,
        )  # fmt: skip
        return LessonPage.objects.filter(asked, Exists(in_review)).exclude(authorships__user=user)


@register
class MyLesson(ToAuthors):
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


def tell_sent_back(*, lesson, actor, comment: str) -> None:
    tell(
        people=authors_of_lesson(lesson),
        kind=Reviewed,
        actor=actor,
        about=lesson,
        together=authors_of(lesson),
        subject=_("Sent back: %(title)s") % {"title": lesson.draft_title},
        text=_("%(name)s sent it back with a reason: “%(reason)s”") % {"name": ACTOR, "reason": comment},
        url=reverse("lessons:edit", args=[lesson.slug]),
    )


def tell_approved(*, lesson, actor, comment: str) -> None:
    words = _("%(name)s approved it. Readers have it now.")
    tell(
        people=authors_of_lesson(lesson),
        kind=Reviewed,
        actor=actor,
        about=lesson,
        together=authors_of(lesson),
        subject=_("Published: %(title)s") % {"title": lesson.draft_title},
        text=(f"{words} “%(comment)s”" if comment else words) % {"name": ACTOR, "comment": comment},
        url=lesson.get_absolute_url(),
    )


def tell_reviewers(*, lesson, people, actor) -> None:
    tell(
        people=people,
        kind=ToReview,
        actor=actor,
        about=lesson,
        together=authors_of(lesson),
        subject=_("To review: %(title)s") % {"title": lesson.draft_title},
        text=_("%(name)s submitted it for review. Approve it, or send it back with a reason.") % {"name": ACTOR},
        url=reverse("lessons:review", args=[lesson.slug]),
    )


def tell_coauthors(*, lesson, people, actor) -> None:
    tell(
        people=people,
        kind=MyLesson,
        actor=actor,
        about=lesson,
        together=authors_of(lesson),
        subject=_("%(name)s writes a lesson with you") % {"name": ACTOR},
        text=_("You see the draft of “%(title)s”, can edit it, and cannot review it.") % {"title": lesson.draft_title},
        url=reverse("lessons:edit", args=[lesson.slug]),
    )


def tell_flagged(*, lesson, actor, reason: str) -> None:
    tell(
        people=authors_of_lesson(lesson),
        kind=MyLesson,
        actor=actor,
        about=lesson,
        together=authors_of(lesson),
        subject=_("Needs change: %(title)s") % {"title": lesson.title},
        text=_("%(name)s says: “%(reason)s”") % {"name": ACTOR, "reason": reason},
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
        about=lesson,
        together=authors_of(lesson),
        subject=_("Withdrawn: %(title)s") % {"title": lesson.title},
        text=_("%(name)s withdrew it: “%(reason)s”") % {"name": ACTOR, "reason": reason},
        url=reverse("lessons:desk"),
    )
