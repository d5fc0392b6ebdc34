"""Convenings and sessions as they are shown on the pages of lower rooms."""

from django import template
from django.db.models import Q

from members.partnerships.models import RosterEntry
from members.people.models import Profile

from ..models import ConveningPage, Placement, SessionPage
from ..reading import hour_of

register = template.Library()

SOME = 10


@register.inclusion_tag("program/_sessions.html", takes_context=True)
def sessions_on(context, challenge, count=SOME) -> dict:
    """Sessions about `challenge`, those of the latest convening first, as far as this reader may read them."""
    found = SessionPage.objects.visible_to(context["request"].viewer).on(challenge)
    sessions = list(found.with_convening().with_placements().by_convening()[: count + 1])
    more = f"/search/?kind=session&challenge={challenge.slug}" if len(sessions) > count else ""
    return {"rows": [(session, hour_of(session)) for session in sessions[:count]], "all_url": more}


@register.inclusion_tag("program/_convenings_of.html", takes_context=True)
def convenings_of(context, partnership, count=SOME) -> dict:
    """What sessions tell of `partnership`, or have somebody speak who is of it today and whom this reader may name."""
    viewer = context["request"].viewer
    of_it = RosterEntry.objects.current().filter(partnership=partnership).values("user")
    named = Profile.objects.visible_to(viewer).filter(user__in=of_it).values("user")
    ours = Q(partnerships=partnership) | Q(speakers__user__in=named)
    # By key: a session of two of our speakers is one session, and its order needs columns that are not its own.
    keys = SessionPage.objects.visible_to(viewer).filter(ours).values("pk")
    sessions = SessionPage.objects.visible_to(viewer).filter(pk__in=keys).with_convening().with_placements()
    convenings: dict[str, list] = {}
    for session in sessions.by_convening()[:count]:
        convenings.setdefault(session.convening_title, []).append((session, hour_of(session)))
    return {"convenings": list(convenings.items())}


@register.inclusion_tag("program/_next.html", takes_context=True)
def next_convening(context) -> dict:
    """The convening that comes first, for home pages; nothing where none is announced."""
    return {"convening": ConveningPage.objects.visible_to(context["request"].viewer).upcoming().first()}


@register.inclusion_tag("program/_ahead.html", takes_context=True)
def starred_ahead(context, count=5) -> dict:
    """The sessions that this reader starred and that are still to come, for their home page."""
    viewer = context["request"].viewer
    stars = Placement.objects.released().starred_by(viewer.user_id).ahead()
    readable = stars.filter(session__in=SessionPage.objects.visible_to(viewer))
    return {"placements": readable.select_related("session", "room", "schedule__convening")[:count]}


@register.inclusion_tag("program/_own_stars.html", takes_context=True)
def own_stars(context, count=5) -> dict:
    """The sessions that this reader starred, those of the latest convening first, for their desk."""
    viewer = context["request"].viewer
    sessions = SessionPage.objects.visible_to(viewer).filter(stars__user=viewer.user_id)
    found = sessions.with_convening().with_placements().by_convening()[:count]
    return {"rows": [(session, hour_of(session)) for session in found]}


@register.inclusion_tag("program/_announced.html", takes_context=True)
def announced_convening(context) -> dict:
    """The convening that comes first, for the page at the door; nothing where none is announced."""
    return next_convening(context)
