"""Marking, commenting, reporting, and what network staff decide."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from cms.audiences import viewer_for
from cms.kinds import kind_of
from members.accounts.models import User

from .models import Bookmark, Comment, Report
from .notices import tell_commented, tell_decided, tell_removed, tell_reported
from .permissions import can_comment, can_decide, can_edit, can_remove
from .talk import has_place

COMMENTS_A_DAY = 60
REPORTS_A_DAY = 20
BOOKMARKS = 1_000


class TooManyError(Exception):
    """They have written a great deal today, or marked more than anybody finds again."""


@transaction.atomic
def set_bookmark(*, thing: Model, by: User, is_on: bool) -> None:
    """Mark `thing` or not; saying it twice changes nothing. Raises TooManyError."""
    _lock(by)
    mine = {"user": by, "kind": kind_of(thing).name, "object_id": thing.pk}
    if not is_on:
        Bookmark.objects.filter(**mine).delete()
    elif not Bookmark.objects.filter(**mine).exists():
        if by.bookmarks.count() >= BOOKMARKS:
            raise TooManyError
        Bookmark.objects.create(**mine)


@transaction.atomic
def comment(*, thing: Model, by: User, text: str, place: str = "") -> tuple[Comment, bool]:
    """Comment on `thing`, tell its authors, and say whether it is new: the same words twice on a day are one comment.

    `by` has been shown the thing. Raises PermissionDenied, TooManyError.
    """
    _lock(by)
    if not can_comment(viewer_for(by), thing) or not has_place(thing, place):
        raise PermissionDenied
    today = by.comments.filter(written__gt=timezone.now() - timedelta(days=1))
    same = today.standing().about(thing).filter(place=place, text=text).first()
    if same:
        return same, False
    if today.count() >= COMMENTS_A_DAY:
        raise TooManyError
    made = Comment.objects.create(kind=kind_of(thing).name, object_id=thing.pk, place=place, author=by, text=text)
    tell_commented(comment=made, thing=thing, actor=by)
    return made, True


@transaction.atomic
def edit_comment(*, comment: Comment, by: User, text: str) -> Comment:
    """Raises PermissionDenied."""
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if not can_edit(viewer_for(by), comment):
        raise PermissionDenied
    comment.text, comment.edited = text, timezone.now()
    comment.save(update_fields=["text", "edited"])
    return comment


@transaction.atomic
def remove_comment(*, comment: Comment, by: User) -> bool:
    """Leave a stub of `comment`. True unless it was removed before. Raises PermissionDenied."""
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.is_removed:
        return False
    if not can_remove(viewer_for(by), comment):
        raise PermissionDenied
    is_own = comment.author_id == by.pk
    comment.removed, comment.removed_by = timezone.now(), Comment.By.AUTHOR if is_own else Comment.By.STAFF
    comment.save(update_fields=["removed", "removed_by"])
    if not is_own:
        tell_removed(comment=comment, actor=by)
    return True


@transaction.atomic
def report(*, thing: Model, by: User, why: str, reason: str, place: str = "", comment: Comment | None = None) -> Report:
    """Ask network staff to look at `thing`, or at a comment on it; asking again puts the new words in place of the old.

    Raises TooManyError.
    """
    _lock(by)
    mine = Report.objects.filter(raised_by=by)
    on = {"kind": kind_of(thing).name, "object_id": thing.pk, "place": place, "comment": comment}
    made = mine.open().filter(**on).first()
    if made is None:
        if mine.filter(raised__gt=timezone.now() - timedelta(days=1)).count() >= REPORTS_A_DAY:
            raise TooManyError
        made = Report(raised_by=by, **on)
        tell_reported(report=made, actor=by)
    made.why, made.reason, made.quote = why, reason, comment.text if comment else ""
    made.save()
    return made


@transaction.atomic
def decide(*, report: Report, by: User, is_acted: bool, answer: str) -> bool:
    """Act on `report`, which removes the comment that it is about, or leave things as they are; tell who raised it.

    True if it was still open. Raises PermissionDenied.
    """
    report = Report.objects.select_for_update().get(pk=report.pk)
    if not can_decide(viewer_for(by), report):
        raise PermissionDenied
    if not report.is_open:
        return False
    if is_acted and report.comment:
        remove_comment(comment=report.comment, by=by)
    report.decision = Report.Decision.ACTED if is_acted else Report.Decision.KEPT
    report.decided, report.decided_by, report.answer = timezone.now(), by, answer
    report.save(update_fields=["decision", "decided", "decided_by", "answer"])
    tell_decided(report=report, actor=by)
    return True


def _lock(by: User) -> None:
    # Lock the account, so that two tabs cannot both write.
    User.objects.select_for_update().get(pk=by.pk)
