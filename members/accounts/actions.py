"""Writes to accounts that other rooms must hear of."""

from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from cms.setup import EDITORS, REVIEWERS

from .logs import forget_author, forget_rows
from .models import User

# Both are sent in the transaction. `erasing` (user) while everything is still there: a room turns what must stay
# into something without a name. `erased` (user_id) when the account is gone: whoever keeps copies purges them.
erasing = Signal()
erased = Signal()


class LastAdministratorError(Exception):
    """The last administrator cannot go: nobody could let a new one in."""


@transaction.atomic
def erase(*, user: User) -> None:
    """Remove `user` and all that is known about them, for good.

    Lessons stay, with a byline without a name; the log keeps that something happened, not who did it.
    Raises LastAdministratorError.
    """
    refuse_the_last_administrator(user=user)
    erasing.send(sender=User, user=user)
    forget_author(user)
    forget_rows(User.objects.filter(pk=user.pk))
    end_sessions(user=user)
    user_id = user.pk
    user.delete()
    erased.send(sender=User, user_id=user_id)


@transaction.atomic
def set_role(*, user: User, role: str) -> None:
    """Make `user` member, staff or administrator, with the groups that go with it and none that do not.

    Raises LastAdministratorError.
    """
    refuse_the_last_administrator(user=user, role=role)
    user.role = role
    user.is_superuser = role == User.Role.ADMIN
    user.save(update_fields=["role", "is_superuser"])
    if not user.is_network_staff:
        user.groups.remove(*Group.objects.filter(name__in=(EDITORS, REVIEWERS)))


@transaction.atomic
def approve_affiliation(*, user: User, affiliation: str) -> None:
    """Make `user` a member by `affiliation` from today on; one that was approved before stays as it is."""
    account = User.objects.select_for_update().get(pk=user.pk)
    if account.has_approved_affiliation:
        return
    account.affiliation, account.affiliation_approved = affiliation, timezone.localdate()
    account.save(update_fields=["affiliation", "affiliation_approved"])


@transaction.atomic
def know_address(*, user: User) -> None:
    """Take `user.email`, which staff vouch for, as their verified first address: codes go there."""
    EmailAddress.objects.filter(user=user, primary=True).exclude(email=user.email).update(primary=False)
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


def refuse_the_last_administrator(*, user: User, role: str = "") -> None:
    """Raise LastAdministratorError if nobody would be administrator once `user` had `role`, or had gone."""
    if role == User.Role.ADMIN:
        return
    # Lock the administrators, so that the last two cannot both go at once.
    with transaction.atomic():
        keys = (
            User.objects.select_for_update().filter(role=User.Role.ADMIN, is_active=True).values_list("pk", flat=True)
        )
        if set(keys) == {user.pk}:
            raise LastAdministratorError(user)


def end_sessions(*, user: User) -> None:
    """Sign `user` out everywhere."""
    # Sessions are not kept by user; there are few enough of them to look into each.
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
