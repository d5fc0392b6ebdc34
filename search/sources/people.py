"""People, in layers: one document for each group of readers, and no reader belongs to two of them."""

from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet

from cms.audiences import ANONYMOUS, MEMBERS, PUBLIC, user_token
from members.partnerships.models import RosterEntry
from members.partnerships.states import STATES
from members.people.models import Profile
from search.documents import Document, document

from .base import Source, document_id, joined, readable_by_all_of, states


def rows() -> QuerySet[Profile]:
    return Profile.objects.filter(user__is_active=True)


def documents(profiles: QuerySet[Profile], rev: int) -> Iterator[Document]:
    current = RosterEntry.objects.current().select_related("partnership")
    roster = Prefetch("user__roster_entries", current, to_attr="current_entries")
    for profile in profiles.select_related("user").prefetch_related(roster):
        yield from _layers_of(profile, rev)


def _layers_of(profile: Profile, rev: int) -> Iterator[Document]:
    user, entries = profile.user, profile.user.current_entries
    if not (entries or user.is_network_staff or user.has_approved_affiliation):
        return
    for layer, audience in _layers(profile):
        partnerships = readable_by_all_of(audience, (entry.partnership for entry in entries))
        yield document(
            id=document_id("person", profile.pk, layer),
            kind="person",
            audience=audience,
            title=profile.name,
            slug=profile.code,
            updated=user.date_joined,
            rev=rev,
            extra=joined(
                profile.job_title,
                *(partnership.name for partnership in partnerships),
                *(STATES.get(state, "") for state in states(partnerships)),
            ),
            state=states(partnerships),
            partnership=tuple(partnership.slug for partnership in partnerships),
        )


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
