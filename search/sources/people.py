"""People, in layers: one document for each group of readers, and no reader belongs to two of them.

Each layer holds the fields that everybody in its audience may read. What only connections or the owner may read is
in no document at all, and whoever left the directory has none.
"""

from collections.abc import Iterator, Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cms.audiences import ANONYMOUS, MEMBERS, PUBLIC, is_within, user_token
from cms.vocabulary.models import Outcome
from members.partnerships.models import Partnership, RosterEntry
from members.partnerships.states import STATES
from members.people.languages import LANGUAGES
from members.people.models import Language, PracticeState, Profile
from members.people.visibility import open_circles
from search.documents import Document, document

from .base import Source, challenge_values, document_id, grouped, joined, linked, readable_by_all_of, states

WORDS = ("expertise_offered", "help_wanted", "challenges_known")
Said = Mapping[str, Mapping[int, list]]  # Field -> primary key of a profile -> what it says there, in order.


def rows() -> QuerySet[Profile]:
    return Profile.objects.listed()


def documents(profiles: QuerySet[Profile], rev: int) -> Iterator[Document]:
    read = list(profiles.select_related("user"))
    numbers = [profile.pk for profile in read]
    said = {field: linked(Profile, field, numbers) for field in WORDS}
    said["languages"] = _codes(Language, numbers)
    said["states"] = _codes(PracticeState, numbers)
    places = _places([profile.user_id for profile in read])
    outcomes = linked(Partnership, "outcomes", {place.pk for each in places.values() for place in each})
    for profile in read:
        yield from _layers_of(profile, said, places[profile.user_id], outcomes, rev)


def _codes(rows: type[Language | PracticeState], numbers: list[int]) -> Mapping[int, list[str]]:
    """Primary key of a profile -> the codes that `rows` of it hold."""
    return grouped(rows.objects.filter(profile__in=numbers).values_list("profile_id", "code"))


def _places(user_ids: list[int]) -> Mapping[int, list[Partnership]]:
    """Primary key of a user -> the partnerships whose roster they are on now, each of them made only once."""
    entries = RosterEntry.objects.current().filter(user__in=user_ids)
    pairs = list(entries.values_list("user_id", "partnership_id"))
    partnerships = Partnership.objects.in_bulk({place for _user, place in pairs})
    return grouped((user, partnerships[place]) for user, place in pairs)


def _layers_of(
    profile: Profile, said: Said, on_rosters: list[Partnership], watched: Mapping[int, list[Outcome]], rev: int
) -> Iterator[Document]:
    for layer, audience in _layers(profile):
        told = _Told(profile, said, audience)
        partnerships = readable_by_all_of(audience, on_rosters)
        places = tuple(dict.fromkeys([*states(partnerships), *told("states")]))
        known = readable_by_all_of(audience, told("challenges_known"))
        outcomes = readable_by_all_of(audience, (word for each in partnerships for word in watched[each.pk]))
        affiliation = "" if partnerships else profile.user.get_affiliation_display()
        yield document(
            id=document_id("person", profile.pk, layer),
            kind="person",
            audience=audience,
            title=profile.name,
            slug=profile.code,
            updated=profile.user.date_joined,
            rev=rev,
            # What somebody can give is found before what they look for.
            extra=joined(
                profile.job_title,
                affiliation,
                *(_("Member of %(partnership)s") % {"partnership": place} for place in partnerships),
                *(STATES.get(state, "") for state in places),
                _in_words(_("Can help with"), told("expertise_offered")),
                _in_words(_("Speaks"), [LANGUAGES.get(code, code) for code in told("languages")]),
            ),
            body=joined(
                profile.bio if told.may("bio") else "",
                # What else people call what somebody can help with.
                *(name for word in told("expertise_offered") for name in word.synonyms),
                *(word.name for word in known),
                # By its name alone: whoever looks for help wants to find who gives it.
                *(word.name for word in told("help_wanted")),
            ),
            state=places,
            partnership=tuple(partnership.slug for partnership in partnerships),
            challenge=challenge_values(known),
            outcome=tuple(word.slug for word in outcomes),
        )


class _Told:
    """What somebody tells everybody in an audience, of what people `said`."""

    def __init__(self, profile: Profile, said: Said, audience: str):
        self.profile, self.said = profile, said
        self.circles = open_circles(is_member=is_within(audience, MEMBERS))

    def may(self, field: str) -> bool:
        return self.profile.circle(field) in self.circles

    def __call__(self, field: str) -> list:
        return self.said[field][self.profile.pk] if self.may(field) else []


def _in_words(intro: str, names: list) -> str:
    """What somebody says in a field, as their page says it."""
    return f"{intro} {', '.join(map(str, names))}" if names else ""


def _layers(profile: Profile) -> list[tuple[str, str]]:
    """The (layer, audience) under which somebody stands in the index.

    What only its owner may read is in no index at all.
    """
    if profile.audience == PUBLIC:
        return [(ANONYMOUS, ANONYMOUS), (MEMBERS, MEMBERS)]
    if profile.audience == user_token(profile.user_id):
        return []
    return [(MEMBERS if profile.audience == MEMBERS else "some", profile.audience)]


SOURCE = Source("person", rows, documents, layers=(ANONYMOUS, MEMBERS, "some"))
