"""Joining and leaving a partnership."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from members.accounts.models import User
from members.notices.actions import tell

from .models import JoinRequest, Partnership, RosterEntry
from .notices import Membership, RequestToJoin
from .permissions import can_decide, can_end

# Each request mails a few people; nobody belongs to more places than this.
REQUESTS_A_DAY = 5


class TooManyRequestsError(Exception):
    """They have asked too often today."""


class AlreadyOnRosterError(Exception):
    """They are on this partnership's roster already."""


@transaction.atomic
def request_to_join(*, user: User, partnership: Partnership, job_title: str, message: str = "") -> JoinRequest:
    """Ask for `user` to be let into `partnership`; asking twice changes nothing and returns the request that waits.

    Tells its stewards, or network staff where there is none. Raises AlreadyOnRosterError, TooManyRequestsError.
    """
    # Lock the account, so that two tabs cannot both ask.
    User.objects.select_for_update().get(pk=user.pk)
    if RosterEntry.objects.current().filter(user=user, partnership=partnership).exists():
        raise AlreadyOnRosterError(partnership)
    waiting = JoinRequest.objects.open().filter(user=user, partnership=partnership).first()
    if waiting:
        return waiting
    if user.join_requests.filter(created__gt=timezone.now() - timedelta(days=1)).count() >= REQUESTS_A_DAY:
        raise TooManyRequestsError
    request = JoinRequest.objects.create(user=user, partnership=partnership, job_title=job_title, message=message)
    tell(
        people=_deciders(partnership),
        kind=RequestToJoin,
        subject=_("%(name)s asks to join %(partnership)s") % {"name": user.name, "partnership": partnership},
        text=_("You can say yes or no. Say why if it is no."),
        url=reverse("partnerships:requests"),
        actor=user,
    )
    return request


@transaction.atomic
def approve(*, request: JoinRequest, by: User) -> bool:
    """Let the person in: a roster entry from today on, at what the partnership is today. True if it was still open.

    Raises PermissionDenied.
    """
    if not _decide(request, by, JoinRequest.Decision.APPROVED):
        return False
    partnership = request.partnership.successor
    _put_on_roster(request.user, partnership, request.job_title)
    tell(
        people=[request.user],
        kind=Membership,
        subject=_("Welcome to %(partnership)s") % {"partnership": partnership},
        text=_("You are a member now: you can read what members share, ask, answer and write."),
        url=partnership.url,
        actor=by,
    )
    return True


@transaction.atomic
def decline(*, request: JoinRequest, by: User, reason: str) -> bool:
    """Say no, and why. True if it was still open. Raises PermissionDenied."""
    if not _decide(request, by, JoinRequest.Decision.DECLINED, reason):
        return False
    tell(
        people=[request.user],
        kind=Membership,
        subject=_("%(partnership)s said no to your request to join") % {"partnership": request.partnership},
        text=reason,
        url=reverse("partnerships:join"),
        actor=by,
    )
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
    )
    return True


def _deciders(partnership: Partnership):
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
