"""The shelf of everybody in the directory, kept in memory for as long as the database holds the same edition."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from time import monotonic

from django.db.models import QuerySet
from django.utils import timezone

from cms.audiences import Viewer
from cms.fields import new_code
from members.partnerships.models import Partnership, RosterEntry, Stage

from .models import Edition, Language, PracticeState, Profile
from .shelf import Entry, Place, Reader, Shelf
from .visibility import open_circles

# What the directory is narrowed by and a person decides the readers of, each beside the rows that say it.
TOLD = ("expertise_offered", "help_wanted", "challenges_known", "languages", "states")
# Rows that were written past every signal are on the shelf within a minute.
SECONDS = 60

_kept: tuple[tuple, float, Shelf] | None = None


def shelf() -> Shelf:
    """Everybody as the database has them now."""
    global _kept
    edition = Edition.objects.filter(pk=Edition.ONLY).values_list("code", flat=True).first()
    key = (edition, Profile.objects.count(), timezone.localdate())
    if _kept is None or _kept[0] != key or monotonic() - _kept[1] > SECONDS:
        _kept = (key, monotonic(), Shelf(_entries(), _places(key[-1])))
    return _kept[-1]


def new_edition() -> None:
    """Something has changed that the directory shows: with this transaction, every shelf in memory is an old one."""
    Edition.objects.update_or_create(pk=Edition.ONLY, defaults={"code": new_code()})


def reader_for(viewer: Viewer) -> Reader:
    return Reader(viewer.audiences, open_circles(is_member=viewer.is_member), viewer.user_id)


def _entries() -> Iterator[Entry]:
    circles = [f"{field}_readers" for field in TOLD]
    columns = ("pk", "user_id", "user__name", "audience", "user__date_joined", *circles)
    told = {field: _grouped(pairs) for field, pairs in _told().items()}
    places = _grouped(RosterEntry.objects.current().order_by("pk").values_list("user_id", "partnership_id"))
    for key, user, name, audience, joined, *readers in Profile.objects.listed().values_list(*columns):
        yield Entry(
            key=key,
            user=user,
            name=name,
            audience=audience,
            joined=joined.timestamp(),
            places=tuple(places[user]),
            told={
                field: (circle, tuple(told[field][key])) for field, circle in zip(TOLD, readers, strict=True)
            },
        )  # fmt: skip


def _told() -> dict[str, QuerySet]:
    """Field -> pairs of a profile and one of its values."""
    links = {field: getattr(Profile, field).through.objects for field in TOLD[:3]}
    return {
        "expertise_offered": links["expertise_offered"].values_list("profile_id", "expertise_id"),
        "help_wanted": links["help_wanted"].values_list("profile_id", "expertise_id"),
        "challenges_known": links["challenges_known"].values_list("profile_id", "challenge_id"),
        "languages": Language.objects.values_list("profile_id", "code"),
        "states": PracticeState.objects.values_list("profile_id", "code"),
    }


def _grouped(pairs) -> dict[int, list]:
    values = defaultdict(list)
    for key, value in pairs:
        values[key].append(value)
    return values


def _places(today: date) -> Iterator[Place]:
    """Every partnership, with the gateway that it stands at today by its latest scheme."""
    reached = Stage.objects.filter(since__lte=today).order_by("since", "pk")
    gateways = {place: f"{scheme}:{gateway}" for place, scheme, gateway in reached.values_list(
        "partnership_id", "gateway__scheme__slug", "gateway__slug"
    )}  # fmt: skip
    outcomes = _grouped(Partnership.outcomes.through.objects.values_list("partnership_id", "outcome_id"))
    for each in Partnership.objects.all():
        yield Place(
            key=each.pk,
            slug=each.slug,
            name=each.name,
            audience=each.audience,
            state=each.states,
            outcome=tuple(outcomes[each.pk]),
            gateway=tuple(filter(None, [gateways.get(each.pk)])),
        )
