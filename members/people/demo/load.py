"""The people of the demo: members of partnerships, network staff, attorneys and volunteers. All are invented."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audiences import MEMBERS, PUBLIC
from cms.content import DEMO_PASSWORD
from cms.content.memory import Memory
from cms.content.pack import Entry, Pack, open_document
from cms.vocabulary.models import Challenge, Expertise
from members.accounts.actions import LastAdministratorError, erase
from members.accounts.models import User
from members.partnerships.models import Partnership, RosterEntry
from members.partnerships.states import STATES

from ..actions import Told, forget_photo, tell
from ..languages import LANGUAGES
from ..models import Profile
from ..visibility import FIELDS, Readers
from ..zones import ZONES

FOLDER = Path(__file__).parent
# What the content calls a field, where it has another name there.
CALLED = {"capacity": "capacity_per_month"}
VOLUNTEERS_TELL = ("bio", "expertise_offered", "states", "capacity")


@dataclass
class Person:
    """Somebody invented; `partnership` is a key, and whoever has none has an affiliation.

    `fields` are those of the profile, and `words` keys of the vocabulary by the field that links them.
    """

    email: str
    name: str
    role: str
    joined: date | None
    partnership: str | None = None
    affiliation: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=dict)
    languages: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)


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
    since = entry.when("role_start")
    person = Person(
        email=entry.text("email"),
        name=entry.text("name", longest=120),
        role=entry.choice("role", User.Role.values),
        joined=_needed_day(entry, "joined"),
        partnership=entry.reference("partnership", "partnership", required=not is_of_network),
        affiliation=User.Affiliation.NETWORK if is_of_network else "",
        fields={
            "job_title": entry.text("job_title", longest=120),
            "pronouns": entry.text("pronouns", longest=40, required=False),
            "bio": entry.text("bio", longest=1200, required=False),
            "role_since": since and since.first,
            "role_since_precision": since.precision if since else "day",
            "capacity": _whole(entry, "capacity_per_month"),
            "capacity_unit": Profile.Unit.ASSISTS,
            "time_zone": _one_of(entry, "time_zone", ZONES),
            "in_directory": entry.flag("in_directory"),
            **_readers(entry),
        },
        words={
            "expertise_offered": entry.references("expertise_offered", "expertise"),
            "help_wanted": entry.references("help_wanted", "expertise"),
            "challenges_known": entry.references("challenges_known", "challenge"),
        },
        languages=_some_of(entry, "languages", LANGUAGES),
    )
    return person


def _readers(entry: Entry) -> dict[str, str]:
    """Who reads each field: only its owner where nothing is said.

    Name, role and partnership are for everyone as soon as one field is: a public bio without a name says nothing.
    """
    said = entry.entry("visibility")
    if said is None:
        entry.problem("visibility", "“visibility” is missing")
        return {}
    readers = {name: said.choice(name, Readers.values) for name in said.values}
    known = {CALLED.get(name, name): name for name in FIELDS}
    for name in readers:
        if name not in known:
            said.problem(name, f"“{name}” has no readers of its own")
    audience = PUBLIC if Readers.EVERYONE in readers.values() else MEMBERS
    fields = {f"{own}_readers": readers.get(name) or Readers.OWNER.value for name, own in known.items()}
    return {"audience": audience, **fields}


def _volunteer(entry: Entry) -> Person:
    return Person(
        email=entry.text("email"),
        name=entry.text("name", longest=120),
        role=User.Role.MEMBER,
        joined=_needed_day(entry, "verified_on"),
        affiliation=entry.choice("kind", (User.Affiliation.ATTORNEY, User.Affiliation.VOLUNTEER)),
        fields={
            "bio": entry.text("bio", longest=1200, required=False),
            "conflict_note": entry.text("conflict_note", longest=300, required=False),
            "capacity": _whole(entry, "hours_per_month"),
            "capacity_unit": Profile.Unit.HOURS,
            "audience": MEMBERS,
            **{f"{name}_readers": Readers.MEMBERS.value for name in VOLUNTEERS_TELL},
        },
        words={"expertise_offered": entry.references("expertise", "expertise")},
        states=_some_of(entry, "states", STATES),
    )


def _needed_day(entry: Entry, key: str) -> date | None:
    day = entry.day(key)
    if day is None:
        entry.problem(key, f"“{key}” is missing")
    return day


def _whole(entry: Entry, key: str) -> int | None:
    number = entry.number(key)
    if number is not None and (number != int(number) or number < 0):
        entry.problem(key, f"“{key}” must be a whole number")
    return None if number is None else int(number)


def _one_of(entry: Entry, key: str, known) -> str:
    value = entry.text(key, required=False)
    if value and value not in known:
        entry.problem(key, f"unknown {key} “{value}”")
    return value


def _some_of(entry: Entry, key: str, known) -> list[str]:
    values = entry.texts(key)
    for value in values:
        if value not in known:
            entry.problem(key, f"unknown {key} “{value}”")
    return values


def write(pack: Pack, memory: Memory, with_demo: bool) -> None:
    if not with_demo:
        return
    there = memory.found("person", User.objects.all(), lambda user: user.email)
    partnerships = memory.found("partnership", Partnership.objects.all())
    expertise = memory.found("expertise", Expertise.objects.all())
    challenges = memory.found("challenge", Challenge.objects.all())
    words = {"expertise_offered": expertise, "help_wanted": expertise, "challenges_known": challenges}
    stewards = set(pack.of("steward").items())
    password = make_password(DEMO_PASSWORD)  # Hashing is slow on purpose; once is enough for one password.
    for key, person in pack.of("person").items():
        if memory.knows("person", key) or person.email in there:
            continue
        user = _make_account(person, password)
        memory.remember("person", key, user, is_demo=True)
        _make_profile(user, person, words)
        if person.partnership in partnerships:
            RosterEntry.objects.create(
                partnership=partnerships[person.partnership], user=user, job_title=person.fields["job_title"],
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
    return user


def _make_profile(user: User, person: Person, words: dict[str, dict]) -> None:
    """Words that an editor has deleted since are left out."""
    links = {
        name: [words[name][key] for key in keys if key in words[name]] for name, keys in person.words.items()
    }  # fmt: skip
    profile, _is_new = Profile.objects.get_or_create(user=user)
    tell(profile=profile, told=Told(person.fields, links, person.languages, person.states))


def remove(memory: Memory) -> list[str]:
    said = []
    for _key, user in memory.invented("person", User):
        try:
            erase(user=user)
        except LastAdministratorError:
            # An administrator with a password that everybody knows is worse than none.
            for profile in Profile.objects.filter(user=user):
                forget_photo(profile=profile)
            user.delete()
            said.append(_("No administrator is left: make one with `manage.py createsuperuser`."))
    memory.forget_removed("person", User)
    return said
