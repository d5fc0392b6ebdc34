from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from cms.clock import every
from members.partnerships.models import RosterEntry
from members.people.models import Profile

from . import indexing, outbox


@every(timedelta(seconds=10))
def drain_what_is_left() -> None:
    """Tell the index what no commit could tell it: the engine was away, or a process ended in between."""
    indexing.drain_after_commit()


@every(timedelta(hours=6))
def follow_the_rosters() -> None:
    """Read the people again whose time with a partnership began or ended lately: no row changes on that day."""
    today = timezone.localdate()
    lately = (today - timedelta(days=2), today)
    moved = RosterEntry.objects.filter(Q(joined__range=lately) | Q(left__range=lately))
    people = Profile.objects.filter(user__roster_entries__in=moved).distinct()
    outbox.note("person", people.values_list("pk", flat=True))
    indexing.drain()
