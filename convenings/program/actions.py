from itertools import groupby

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from .agenda import overlapping
from .models import ConveningPage, Placement, Schedule, SessionPage, Speaker, Star, StarFeed
from .models.stars import new_secret


class UnfitScheduleError(Exception):
    """The schedule cannot be released; `problems` are sentences that say why."""

    def __init__(self, problems: list[str]):
        super().__init__(" ".join(problems))
        self.problems = problems


class NoDraftError(Exception):
    """The schedule was released already."""


@transaction.atomic
def begin_schedule(*, convening: ConveningPage, note: str = "") -> Schedule:
    """The draft of `convening`: the one there is, or a new one that begins where the released schedule stands."""
    draft = _schedules_of(convening).drafts().first()
    if draft:
        return draft
    draft = Schedule.objects.create(convening=convening, note=note)
    released = Placement.objects.filter(schedule__convening=convening).released()
    Placement.objects.bulk_create(
        Placement(schedule=draft, session_id=old.session_id, room_id=old.room_id, starts=old.starts, ends=old.ends)
        for old in released
    )
    return draft


@transaction.atomic
def release_schedule(*, schedule: Schedule, by=None) -> None:
    """Show `schedule` to readers in place of the one before.

    Raises UnfitScheduleError if a room or a speaker would be needed twice at once, or a session is on no day of the
    convening; NoDraftError if it is no draft (any more).
    """
    # Lock them all: two that are released at once would both be shown.
    there = {each.pk: each for each in _schedules_of(schedule.convening).select_for_update()}
    if schedule.pk not in there or not there[schedule.pk].is_draft:
        raise NoDraftError
    problems = problems_of(schedule)
    if problems:
        raise UnfitScheduleError(problems)
    Schedule.objects.filter(convening=schedule.convening).released().update(state=Schedule.State.REPLACED)
    schedule.state, schedule.released, schedule.released_by = Schedule.State.RELEASED, timezone.now(), by
    schedule.save(update_fields=["state", "released", "released_by"])
    log(instance=schedule, action="program.release", user=by)


def problems_of(schedule: Schedule) -> list[str]:
    """What must be mended before `schedule` can be released, as sentences."""
    placements = list(schedule.placements.select_related("session", "room", "schedule__convening").order_by("pk"))
    problems = [] if placements else [_("No session is placed yet.")]
    problems += [_("%(placement)s: on no day of the convening.") % {"placement": each} for each in _outside(placements)]
    problems += [
        _("%(one)s and %(other)s: both in %(room)s.") % {"one": one, "other": other, "room": one.room}
        for one, other in _twice([(each.room_id, each) for each in placements if each.room_id])
    ]
    spoken = Speaker.objects.filter(session__in=[each.session_id for each in placements]).select_related("user")
    by_session = {each.session_id: each for each in placements}
    speaking = [(speaker.user_id, by_session[speaker.session_id]) for speaker in spoken]
    names = {speaker.user_id: speaker.user.name for speaker in spoken}
    problems += [
        _("%(one)s and %(other)s: %(name)s speaks at both.") % {"one": one, "other": other, "name": names[user_id]}
        for user_id in names
        for one, other in _twice([pair for pair in speaking if pair[0] == user_id])
    ]
    return problems


def _outside(placements: list[Placement]) -> list[Placement]:
    def is_outside(placement: Placement) -> bool:
        convening = placement.schedule.convening
        day = placement.starts.astimezone(convening.zone).date()
        return bool(convening.starts and convening.ends) and not convening.starts <= day <= convening.ends

    return [each for each in placements if is_outside(each)]


def _twice(pairs: list[tuple[int, Placement]]) -> list[tuple[Placement, Placement]]:
    """The placements of the same number, a room's or a person's, that overlap."""
    pairs.sort(key=lambda pair: pair[0])
    return [
        clash
        for _number, together in groupby(pairs, key=lambda pair: pair[0])
        for clash in overlapping([placement for _same, placement in together])
    ]


def _schedules_of(convening: ConveningPage):
    return Schedule.objects.filter(convening=convening)


@transaction.atomic
def star(*, session: SessionPage, user, is_starred: bool) -> None:
    """Set or take back the star of `user`; doing it twice changes nothing."""
    if is_starred:
        Star.objects.get_or_create(user=user, session=session)
    else:
        Star.objects.filter(user=user, session=session).delete()


@transaction.atomic
def renew_feed(*, user) -> StarFeed:
    """A private address for the starred sessions of `user`; an address that they had before is none from now on."""
    feed, is_new = StarFeed.objects.get_or_create(user=user)
    if not is_new:
        feed.secret, feed.renewed = new_secret(), timezone.now()
        feed.save(update_fields=["secret", "renewed"])
    return feed


@transaction.atomic
def close_feed(*, user) -> None:
    StarFeed.objects.filter(user=user).delete()
