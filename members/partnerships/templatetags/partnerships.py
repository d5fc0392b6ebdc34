"""Partnerships as they are shown on other pages."""

from django import template

from ..models import JoinRequest

register = template.Library()


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
