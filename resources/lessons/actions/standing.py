"""A published lesson over the years: it still holds, is flagged by a reader and answered, or is withdrawn to a stub."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from members.people.bylines import role_of

from ..models import ChangeFlag, LessonPage, ProposedCycles
from ..notices import tell_flagged, tell_resolved, tell_withdrawn
from ..permissions import answers_for, can_confirm, can_flag, can_resolve, can_withdraw
from .review import end_review


@transaction.atomic
def withdraw(*, lesson: LessonPage, user, reason: str) -> bool:
    """Take `lesson` back: its title, its place in the family tree and `reason` stay, its text is no longer served.

    A running review ends. True unless it was withdrawn before: that changes nothing. Raises PermissionDenied.
    """
    lesson = LessonPage.objects.select_for_update().get(pk=lesson.pk)
    if lesson.is_withdrawn and answers_for(user, lesson):
        return False
    if not can_withdraw(user, lesson):
        raise PermissionDenied
    if lesson.current_workflow_state is not None:
        end_review(lesson, user)
    ProposedCycles.objects.filter(lesson=lesson).delete()
    lesson.withdrawn_on = timezone.localdate()
    lesson.withdrawn_by, lesson.withdrawn_reason = role_of(user), reason
    lesson.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_reason"], clean=False)
    log(instance=lesson, action="lessons.withdraw", user=user, data={"reason": reason})
    tell_withdrawn(lesson=lesson, actor=user, reason=reason)
    return True


def plan_next_look(lesson: LessonPage) -> None:
    """Give `lesson`, published just now, a day to look at it again; one that an editor chose and lies ahead stays."""
    if lesson.review_by is None or lesson.is_due:
        _look_again_later(lesson)


@transaction.atomic
def confirm(*, lesson: LessonPage, user) -> None:
    """Say that `lesson` still holds as it is, which moves the day on which to look again. Raises PermissionDenied."""
    lesson = LessonPage.objects.select_for_update().get(pk=lesson.pk)
    if not can_confirm(user, lesson):
        raise PermissionDenied
    _look_again_later(lesson)
    log(instance=lesson, action="lessons.confirm", user=user)


def _look_again_later(lesson: LessonPage) -> None:
    lesson.review_by = timezone.localdate() + timedelta(days=settings.LESSON_HOLDS_DAYS)
    lesson.save(update_fields=["review_by"], clean=False)


@transaction.atomic
def raise_flag(*, lesson: LessonPage, user, reason: str) -> ChangeFlag:
    """Say that `lesson` needs change; saying it again puts the new words in the place of the old.

    Raises PermissionDenied.
    """
    lesson = LessonPage.objects.select_for_update().get(pk=lesson.pk)
    if not can_flag(user, lesson):
        raise PermissionDenied
    flag = lesson.flags.open().filter(raised_by=user).first() or ChangeFlag(lesson=lesson, raised_by=user)
    flag.reason = reason
    flag.save()
    tell_flagged(lesson=lesson, actor=user, reason=reason)
    return flag


@transaction.atomic
def resolve_flag(*, flag: ChangeFlag, user, answer: str) -> bool:
    """Answer `flag`, whether the lesson was changed or still holds. True if it was open. Raises PermissionDenied."""
    # Lock the row: of two authors who answer at once, whoever raised it is told the first answer only.
    flag = ChangeFlag.objects.select_for_update().get(pk=flag.pk)
    if not can_resolve(user, flag.lesson):
        raise PermissionDenied
    if flag.resolved is not None:
        return False
    flag.resolved = timezone.localdate()
    flag.save(update_fields=["resolved"])
    tell_resolved(flag=flag, actor=user, answer=answer)
    return True
