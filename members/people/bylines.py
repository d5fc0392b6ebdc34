"""How somebody is named to a reader: by name if the reader may read their profile, else by role and partnership."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.audiences import VISITOR, Viewer
from members.accounts.models import User
from members.partnerships.models import Partnership, RosterEntry

from .models import Profile


@dataclass(frozen=True)
class Byline:
    """`name` is what the reader sees; `profile` is None where that is a role and not a name."""

    name: str
    profile: Profile | None = None

    @property
    def url(self) -> str:
        return self.profile.url if self.profile else ""


def byline_names(users: Iterable[User | int], viewer: Viewer, *, together: Iterable[int] = ()) -> dict[int, Byline]:
    """How each of `users` (accounts or their keys) is named to `viewer`, by key of the account.

    Whoever's profile `viewer` may not read appears as “a data manager at Twin Forks”. `together` are the keys of
    people who write something with each other: if `viewer` is one of them, they know the others by name. One query,
    and at most three more if some may not be named, however many there are.
    """
    keys = {user if isinstance(user, int) else user.pk for user in users}
    shown = Profile.objects.visible_to(viewer).filter(user__in=keys).select_related("user")
    named = {profile.user_id: Byline(profile.name, profile) for profile in shown}
    hidden, together = keys - named.keys(), set(together)
    if viewer.user_id in together and hidden & together:
        known = User.objects.filter(pk__in=hidden & together).values_list("pk", "name")
        named |= {key: Byline(name) for key, name in known}
        hidden -= named.keys()
    return {**named, **_roles_of(hidden, viewer)} if hidden else named


def name_for(user: User | None, viewer: Viewer, *, together: Iterable[int] = ()) -> str:
    """How one of them is named to `viewer`, at the beginning of a sentence."""
    key = user and user.pk
    return names_for([key], viewer, together=together)[key]


def names_for(
    keys: Iterable[int | None], viewer: Viewer, *, together: Iterable[int] = ()
) -> dict[int | None, str]:  # fmt: skip
    """How each of the accounts with these keys, None for one that is gone, is named at the beginning of a sentence."""
    there = {key for key in keys if key is not None}
    names = (
        {key: byline.name for key, byline in byline_names(there, viewer, together=together).items()} if there else {}
    )
    return {None: _("A former member"), **{key: name[:1].upper() + name[1:] for key, name in names.items()}}


def role_of(user: User) -> str:
    """`user` without a name, for everybody: “a data manager at Twin Forks”. For words that outlive an account."""
    return _roles_of({user.pk}, VISITOR)[user.pk].name


def _roles_of(keys: set[int], viewer: Viewer) -> dict[int, Byline]:
    # The latest entry comes last and stays: where they work now, or worked in the end.
    entries = RosterEntry.objects.filter(user__in=keys).select_related("partnership").order_by("joined", "pk")
    latest = {entry.user_id: entry for entry in entries}
    accounts = User.objects.in_bulk(keys - latest.keys())
    bylines = {}
    for key in keys:
        if key in latest:
            entry = latest[key]
            place = entry.partnership if viewer.may_read(entry.partnership) else None
            bylines[key] = Byline(_role_at(entry.job_title, place))
        else:
            bylines[key] = Byline(_affiliation(accounts.get(key)))
    return bylines


def _role_at(job_title: str, partnership: Partnership | None) -> str:
    role = _with_article(job_title) if job_title else _("a member")
    if partnership is None:
        return role
    return _("%(role)s at %(partnership)s") % {"role": role, "partnership": partnership}


def _affiliation(user: User | None) -> str:
    if user is None:
        return _("a former member")
    if user.is_network_staff or user.affiliation == User.Affiliation.NETWORK:
        return _("a member of network staff")
    return _with_article(user.get_affiliation_display()) if user.affiliation else _("a member")


def _with_article(title: str) -> str:
    """“Data manager” as “a data manager”; “IT lead” keeps its capitals."""
    is_word = title[1:2].islower()
    lowered = title[0].lower() + title[1:] if is_word else title
    return _("an %(role)s" if lowered[0] in "aeioAEIO" else "a %(role)s") % {"role": lowered}
