"""People, in layers: one document for each group of readers, and no reader belongs to two of them.

Each layer holds the fields that everybody in its audience may read. What only connections or the owner may read is
in no document at all, and whoever left the directory has none.
"""

from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from cms.audiences import ANONYMOUS, MEMBERS, PUBLIC, is_within, user_token
from members.partnerships.models import RosterEntry
from members.partnerships.states import STATES
from members.people.models import Profile
from members.people.visibility import open_circles
from search.documents import Document, document

from .base import Source, challenge_values, document_id, joined, readable_by_all_of, states


def rows() -> QuerySet[Profile]:
    return Profile.objects.listed()


def documents(profiles: QuerySet[Profile], rev: int) -> Iterator[Document]:
    current = RosterEntry.objects.current().select_related("partnership").prefetch_related("partnership__outcomes")
    roster = Prefetch("user__roster_entries", current, to_attr="current_entries")
    for profile in profiles.select_related("user").prefetch_related(
        roster, "expertise_offered", "help_wanted", "challenges_known", "languages", "practice_states"
    ):
        yield from _layers_of(profile, rev)


def _layers_of(profile: Profile, rev: int) -> Iterator[Document]:
    for layer, audience in _layers(profile):
        told = _Told(profile, audience)
        entries = profile.user.current_entries
        partnerships = readable_by_all_of(audience, (entry.partnership for entry in entries))
        places = tuple(dict.fromkeys([*states(partnerships), *(state.code for state in told("states"))]))
        known = readable_by_all_of(audience, told("challenges_known"))
        outcomes = readable_by_all_of(audience, (word for each in partnerships for word in each.outcomes.all()))
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
                told.in_words("expertise_offered", _("Can help with")),
                told.in_words("languages", _("Speaks")),
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
    """What somebody tells everybody in an audience."""

    ROWS = {"states": "practice_states"}

    def __init__(self, profile: Profile, audience: str):
        self.profile, self.circles = profile, open_circles(is_member=is_within(audience, MEMBERS))

    def may(self, field: str) -> bool:
        return self.profile.circle(field) in self.circles

    def in_words(self, field: str, intro: str) -> str:
        """What somebody says in `field`, as their page says it."""
        names = ", ".join(map(str, self(field)))
        return f"{intro} {names}" if names else ""

    def __call__(self, field: str) -> list:
        return list(getattr(self.profile, self.ROWS.get(field, field)).all()) if self.may(field) else []


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
