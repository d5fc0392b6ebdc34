"""Partnerships as they are shown on other pages."""

from collections import Counter

from django import template

from cms.audiences import Viewer

from ..map import tile_map
from ..models import FacedChallenge, JoinRequest, Partnership

register = template.Library()

# Below this many, a view across the network would point at somebody.
FEWEST = 5


@register.simple_tag(takes_context=True)
def requests_to_decide(context) -> list[JoinRequest]:
    """The open requests to join that this reader may approve or decline, the oldest first."""
    requests = JoinRequest.objects.open().to_be_decided_by(context["request"].user)
    return list(requests.select_related("user", "partnership"))


@register.simple_tag(takes_context=True)
def own_request(context) -> JoinRequest | None:
    """This reader's own request to join that nobody has decided yet."""
    user = context["request"].user
    return user.is_authenticated and JoinRequest.objects.open().filter(user=user).select_related("partnership").first()


@register.inclusion_tag("partnerships/_who_faces.html")
def who_faces(challenge, viewer: Viewer) -> dict:
    """The partnerships that face `challenge` today, among those whose register this reader may read, by name.

    While they are fewer than five, none is named and nothing is counted.
    """
    entries = FacedChallenge.objects.visible_to(viewer).today().filter(challenge=challenge)
    places = [entry.partnership for entry in entries.select_related("partnership").order_by("partnership__name", "pk")]
    return {"places": places if len(places) >= FEWEST else []}


@register.inclusion_tag("partnerships/_everywhere.html", takes_context=True)
def partnerships_everywhere(context, count=8) -> dict:
    """Where the partnerships are that this reader may know, and the first few by name."""
    readable = Partnership.objects.visible_to(context["request"].viewer).active().order_by("name", "pk")
    known = list(readable)
    return {
        "map": tile_map(Counter(state for partnership in known for state in partnership.states)),
        "partnerships": known[:count],
        "total": len(known),
    }
