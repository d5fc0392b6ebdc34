"""Joining and leaving a partnership."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.accounts.actions import approve_affiliation
from members.accounts.models import User
from members.notices.actions import tell

from ..models import JoinRequest, Partnership, RosterEntry
from ..notices import Membership, RequestToJoin, asking, refusal, welcome
from ..permissions import can_decide, can_end

# Each request mails a few people; nobody belongs to more places than this.
REQUESTS_A_DAY = 5


class TooManyRequestsError(Exception):
    """They have asked too often today."""


class AlreadyOnRosterError(Exception):
    """They are on this partnership's roster already."""


class AlreadyAffiliatedError(Exception):
    """They are a member without a partnership already."""


@transaction.atomic
def request_to_join(
    *, user: User, job_title: str, message: str = "", partnership: Partnership | None = None, affiliation: str = "",
    organization: str = "",
) -> JoinRequest:  # fmt: skip
    """Ask for `user` to be let into `partnership`, or let in with `affiliation` as somebody of `organization`.

    Asking twice changes nothing and returns the request that waits. Tells the partnership's stewards, or network staff
    where there is none. Raises AlreadyOnRosterError, AlreadyAffiliatedError, TooManyRequestsError.
    """
    # Lock the account, so that two tabs cannot both ask.
    account = User.objects.select_for_update().get(pk=user.pk)
    if affiliation and account.has_approved_affiliation:
        raise AlreadyAffiliatedError(account.affiliation)
    if RosterEntry.objects.current().filter(user=user, partnership=partnership).exists():
        raise AlreadyOnRosterError(partnership)
    waiting = JoinRequest.objects.open().filter(user=user, partnership=partnership).first()
    if waiting:
        return waiting
    if user.join_requests.filter(created__gt=timezone.now() - timedelta(days=1)).count() >= REQUESTS_A_DAY:
        raise TooManyRequestsError
    request = JoinRequest.objects.create(
        user=user, partnership=partnership, affiliation=affiliation, organization=organization, job_title=job_title,
        message=message,
    )  # fmt: skip
    tell(people=_deciders(partnership), kind=RequestToJoin, actor=user, **asking(request))
    return request


@transaction.atomic
def approve(*, request: JoinRequest, by: User) -> bool:
    """Let the person in from today on: on the roster of what the partnership is today, or with their affiliation.

    True if it was still open. Raises PermissionDenied.
    """
    if not _decide(request, by, JoinRequest.Decision.APPROVED):
        return False
    if request.partnership:
        _put_on_roster(request.user, request.partnership.successor, request.job_title)
    else:
        approve_affiliation(user=request.user, affiliation=request.affiliation)
    tell(people=[request.user], kind=Membership, actor=by, **welcome(request))
    return True


@transaction.atomic
def decline(*, request: JoinRequest, by: User, reason: str) -> bool:
    """Say no, and why. True if it was still open. Raises PermissionDenied."""
    if not _decide(request, by, JoinRequest.Decision.DECLINED, reason):
        return False
    tell(people=[request.user], kind=Membership, actor=by, **refusal(request))
    return True


@transaction.atomic
def withdraw(*, request: JoinRequest, by: User) -> bool:
    """Take one's own request back. True if it was still open. Raises PermissionDenied."""
    if request.user_id != by.pk:
        raise PermissionDenied
    return _close(request, by, JoinRequest.Decision.WITHDRAWN)


@transaction.atomic
def end_membership(*, entry: RosterEntry, by: User) -> bool:
    """End `entry` today; whoever leaves reads what a visitor reads, unless they are on another roster.

    True if it was still running. Raises PermissionDenied.
    """
    if not can_end(by, entry):
        raise PermissionDenied
    entry = RosterEntry.objects.select_for_update().select_related("user", "partnership").get(pk=entry.pk)
    today = timezone.localdate()
    if entry.left and entry.left <= today:
        return False
    entry.left = today
    entry.save(update_fields=["left"])
    tell(
        people=[entry.user],
        kind=Membership,
        subject=_("You are no longer on the roster of %(partnership)s") % {"partnership": entry.partnership},
        text=_("What you wrote stays. If this is a mistake, ask to join again."),
        url=reverse("partnerships:join"),
        actor=by,
        about=entry.partnership,
    )
    return True


def _deciders(partnership: Partnership | None):
    stewards = RosterEntry.objects.current().filter(partnership=partnership, is_steward=True).values("user")
    active = User.objects.filter(is_active=True)
    return active.filter(pk__in=stewards) or active.filter(role__in=(User.Role.STAFF, User.Role.ADMIN))


def _decide(request, by, decision, reason="") -> bool:
    if not can_decide(by, request):
        raise PermissionDenied
    return _close(request, by, decision, reason)


def _close(request, by, decision, reason="") -> bool:
    # Lock the row: of two tabs, or two stewards, the first decides and the second changes nothing.
    locked = JoinRequest.objects.select_for_update().get(pk=request.pk)
    if not locked.is_open:
        return False
    locked.decision, locked.reason = decision, reason
    locked.decided, locked.decided_by = timezone.now(), by
    locked.save()
    request.refresh_from_db()
    return True


def _put_on_roster(user, partnership, job_title) -> None:
    if RosterEntry.objects.current().filter(user=user, partnership=partnership).exists():
        return
    entry = RosterEntry.objects.filter(user=user, partnership=partnership, left__isnull=True).first()
    entry = entry or RosterEntry(user=user, partnership=partnership)
    entry.job_title, entry.joined = job_title, timezone.localdate()
    entry.save()
