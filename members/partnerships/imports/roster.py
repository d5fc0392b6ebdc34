"""Rows about who works where. Whoever has no account gets one; nobody is told, and nobody's name is changed."""

from functools import partial

from django import forms
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.characters import one_line
from cms.inputs import DayField
from members.accounts.actions import know_address
from members.accounts.models import User

from ..models import Partnership, RosterEntry
from .columns import ROSTER, folded
from .plans import RowPlan, heading_of
from .sheets import SheetRow

DAYS = ["%Y-%m-%d", "%m/%d/%Y"]
YES, NO = {"yes", "y", "true", "1", "x"}, {"no", "n", "false", "0"}
heading = partial(heading_of, ROSTER)


class SheetDayField(DayField):
    default_error_messages = {"invalid": gettext_lazy("Write a day as 2026-11-24 or 11/24/2026.")}

    def __init__(self, **kwargs):
        super().__init__(input_formats=DAYS, required=False, **kwargs)


class YesField(forms.CharField):
    """Yes, no, or None where nothing is said."""

    def clean(self, value):
        said = folded(value or "")
        if said and said not in YES | NO:
            raise forms.ValidationError(_("Write yes or no."))
        return said in YES if said else None


class RowForm(forms.Form):
    email = forms.EmailField(max_length=254)
    name = forms.CharField(max_length=120, required=False, validators=[one_line])
    job_title = forms.CharField(max_length=120, required=False, validators=[one_line])
    is_steward = YesField(required=False)
    joined = SheetDayField()
    left = SheetDayField()

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class RosterPlanner:
    """Knows who is where, with a number of queries that does not depend on how many rows there are."""

    def __init__(self, rows: list[SheetRow]):
        places = list(Partnership.objects.select_related("merged_into"))
        self.places = {folded(place.name): place for place in places} | {place.slug: place for place in places}
        emails = {row.cells.get("email", "").lower() for row in rows}
        users = User.objects.alias(address=Lower("email")).filter(address__in=emails)
        self.users = {user.email.lower(): user for user in users}
        entries = list(RosterEntry.objects.filter(user__in=users).order_by("joined", "pk"))
        # The one that runs, or else the latest, comes last and stays.
        entries.sort(key=lambda entry: entry.left is None)
        self.entries = {(entry.partnership_id, entry.user_id): entry for entry in entries}
        self.seen: dict[tuple[str, int], int] = {}
        self.named: dict[str, str] = {}

    def plan(self, row: SheetRow) -> RowPlan:
        planned = RowPlan(row.line, row.cells.get("name") or row.cells.get("email", ""))
        place = self._place(row, planned)
        form = RowForm(row.cells)
        for name, errors in form.errors.items():
            for error in errors:
                planned.object_to(heading(name), error)
        if planned.problems:
            return planned
        said = form.cleaned_data
        user, entry = self._user(said, planned), None
        if user and user.pk:
            entry = self.entries.get((place.pk, user.pk))
        self._compare(place, entry, said, planned)
        pair = (said["email"], place.pk)
        if pair in self.seen:
            planned.object_to(heading("email"), _("Row %s puts the same person there.") % self.seen[pair])
        self.seen.setdefault(pair, row.line)
        if not planned.problems:
            planned.write = partial(_write, said, place, entry if self._goes_on(entry, said) else None)
        return planned

    def _place(self, row: SheetRow, planned: RowPlan) -> Partnership | None:
        place = self.places.get(folded(row.cells.get("partnership", "")))
        if place is None:
            planned.object_to(heading("partnership"), _("No partnership has this address or name."))
        elif place.merged_into:
            words = _("It has merged into %s. Put people there.")
            planned.object_to(heading("partnership"), words % place.successor)
        return place

    def _user(self, said: dict, planned: RowPlan) -> User | None:
        """Who has this address; None for somebody who gets an account."""
        user = self.users.get(said["email"])
        if user is None:
            # Somebody who works in two places stands in two rows and is named in one.
            name = self.named.setdefault(said["email"], said["name"])
            if not name:
                planned.object_to(heading("name"), _("Nobody has an account with this address yet. Say their name."))
            said["name"] = name
            planned.note = _("gets an account")
        elif not user.is_active:
            planned.object_to(heading("email"), _("The account with this address is closed."))
        return user

    def _goes_on(self, entry: RosterEntry | None, said: dict) -> bool:
        """Whether the row is about the time that `entry` tells of, and not about a later one."""
        return entry is not None and (entry.left is None or said["joined"] in (None, entry.joined))

    def _compare(self, place: Partnership, entry: RosterEntry | None, said: dict, planned: RowPlan) -> None:
        goes_on = self._goes_on(entry, said)
        planned.is_new = not goes_on
        if not goes_on:
            said["joined"] = said["joined"] or timezone.localdate()
            said["is_steward"] = bool(said["is_steward"])
        joined = said["joined"] or entry.joined
        left = said["left"] or (entry.left if goes_on else None)
        if left and left < joined:
            planned.object_to(heading("left"), _("It cannot end before it began."))
        planned.change(heading("partnership"), None if planned.is_new else place.name, place.name)
        for name in ("job_title", "is_steward", "joined", "left"):
            if said[name] not in (None, ""):
                planned.change(heading(name), getattr(entry, name) if goes_on else None, said[name])


def _write(said: dict, place: Partnership, entry: RosterEntry | None, by) -> RosterEntry:
    if entry is None:
        entry = RosterEntry(partnership=place, user=_account(said["email"], said["name"]))
    for name in ("job_title", "is_steward", "joined", "left"):
        if said[name] not in (None, ""):
            setattr(entry, name, said[name])
    entry.save()
    return entry


def _account(email: str, name: str) -> User:
    """The account with this address, made without a password if there is none: its owner asks for a code by mail."""
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User.objects.create_user(email, name=name)
        know_address(user=user)
    return user
