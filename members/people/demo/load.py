"""The people of the demo: members of partnerships, network staff, attorneys and volunteers. All are invented."""

from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audiences import MEMBERS, PUBLIC
from cms.content import DEMO_PASSWORD
from cms.content.memory import Memory
from cms.content.pack import Entry, Pack, open_document
from members.accounts.actions import LastAdministratorError, erase
from members.accounts.models import User
from members.partnerships.models import Partnership, RosterEntry

from ..models import Profile

FOLDER = Path(__file__).parent
READERS = (PUBLIC, MEMBERS, "connections", "only-me")


@dataclass
class Person:
    """Somebody invented; `partnership` is a key, and whoever has none has an affiliation."""

    email: str
    name: str
    role: str
    job_title: str
    joined: date | None
    partnership: str | None = None
    affiliation: str = ""
    audience: str = MEMBERS


def read(pack: Pack, folder: Path = FOLDER) -> None:
    """Adds a ``person`` for each member and each volunteer."""
    document = open_document(folder / "people.yaml", pack)
    for list_name, read_one in (("people", _member), ("legal_and_skills_volunteers", _volunteer)):
        for entry in document.entries(list_name):
            key, person = entry.text("slug", longest=80), read_one(entry)
            if not entry.flag("demo"):
                entry.problem("demo", "real people are not loaded, they join")
            entry.finish()
            pack.add("person", key, person, entry.values.place)
    document.finish()


def _member(entry: Entry) -> Person:
    is_of_network = bool(entry.text("affiliation", required=False))
    person = Person(
        email=entry.text("email"),
        name=entry.text("name", longest=120),
        role=entry.choice("role", User.Role.values),
        job_title=entry.text("job_title", longest=120),
        joined=entry.day("joined"),
        partnership=entry.reference("partnership", "partnership", required=not is_of_network),
        affiliation=User.Affiliation.NETWORK if is_of_network else "",
        audience=_audience(entry),
    )
    if person.joined is None:
        entry.problem("joined", "“joined” is missing")
    return person


def _audience(entry: Entry) -> str:
    """Name, role and partnership are for everyone as soon as one field is: a public bio without a name says nothing."""
    visibility = entry.entry("visibility")
    readers = [visibility.choice(field, READERS) for field in visibility.values]
    return PUBLIC if PUBLIC in readers else MEMBERS


def _volunteer(entry: Entry) -> Person:
    kind = entry.choice("kind", (User.Affiliation.ATTORNEY, User.Affiliation.VOLUNTEER))
    verified = entry.day("verified_on")
    if verified is None:
        entry.problem("verified_on", "“verified_on” is missing")
    return Person(
        email=entry.text("email"),
        name=entry.text("name", longest=120),
        role=User.Role.MEMBER,
        job_title="",
        joined=verified,
        affiliation=kind,
    )


def write(pack: Pack, memory: Memory, with_demo: bool) -> None:
    if not with_demo:
        return
    there = memory.found("person", User.objects.all(), lambda user: user.email)
    partnerships = memory.found("partnership", Partnership.objects.all())
    stewards = set(pack.of("steward").items())
    password = make_password(DEMO_PASSWORD)  # Hashing is slow on purpose; once is enough for one password.
    for key, person in pack.of("person").items():
        if memory.knows("person", key) or person.email in there:
            continue
        user = _make_account(person, password)
        memory.remember("person", key, user, is_demo=True)
        if person.partnership in partnerships:
            RosterEntry.objects.create(
                partnership=partnerships[person.partnership], user=user, job_title=person.job_title,
                joined=person.joined, is_steward=(person.partnership, key) in stewards,
            )  # fmt: skip


def _make_account(person: Person, password: str) -> User:
    is_admin = person.role == User.Role.ADMIN
    user = User.objects.create(
        email=person.email, name=person.name, password=password, role=person.role, affiliation=person.affiliation,
        affiliation_approved=person.joined if person.affiliation else None, is_superuser=is_admin, is_staff=is_admin,
        is_demo=True, date_joined=timezone.make_aware(datetime.combine(person.joined, time(12))),
    )  # fmt: skip
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Profile.objects.update_or_create(
        user=user, defaults={"job_title": person.job_title, "audience": person.audience}
    )  # fmt: skip
    return user


def remove(memory: Memory) -> list[str]:
    said = []
    for _key, user in memory.invented("person", User):
        try:
            erase(user=user)
        except LastAdministratorError:
            # An administrator with a password that everybody knows is worse than none.
            user.delete()
            said.append(_("No administrator is left: make one with `manage.py createsuperuser`."))
    memory.forget_removed("person", User)
    return said
