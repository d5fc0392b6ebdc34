"""Rows of people and partnerships."""

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from cms.audiences import MEMBERS, PUBLIC, STAFF, Viewer
from members.partnerships.models import Partnership, RosterEntry, Stage
from members.people.models import Profile

from .base import Facts, Look, Names


def _with_person_rows(profiles: QuerySet) -> QuerySet:
    current = RosterEntry.objects.current().select_related("partnership")
    return profiles.select_related("user").prefetch_related(
        Prefetch("user__roster_entries", current, to_attr="current_entries")
    )


def _person_facts(profile: Profile, names: Names, viewer: Viewer) -> Facts:
    places = [entry.partnership for entry in profile.user.current_entries if viewer.may_read(entry.partnership)]
    readers = {PUBLIC, MEMBERS, STAFF}
    return Facts(
        kind_line=" · ".join([_("Person"), *(place.name for place in places)]),
        summary=profile.job_title,
        meta=tuple(dict.fromkeys(place.get_state_display() for place in places if place.state)),
        audience=profile.audience,
        audience_name="" if profile.audience in readers else profile.readers,
        number=profile.number,
        name=profile.name,
    )


def _with_partnership_rows(partnerships: QuerySet) -> QuerySet:
    reached = Stage.objects.select_related("gateway__scheme")
    return partnerships.prefetch_related("outcomes", Prefetch("stages", reached))


def _partnership_facts(partnership: Partnership, names: Names, viewer: Viewer) -> Facts:
    watched = [outcome.name for outcome in partnership.outcomes.all() if viewer.may_read(outcome)]
    stage = partnership.stage
    return Facts(
        kind_line=_("Partnership"),
        summary=partnership.place,
        meta=tuple(filter(None, [", ".join(watched), str(stage.gateway) if stage else ""])),
        audience=partnership.audience,
        icon="landmark",
    )


LOOKS = {
    "partnership": Look(_partnership_facts, _with_partnership_rows),
    "person": Look(_person_facts, _with_person_rows),
}
