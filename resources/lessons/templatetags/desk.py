"""What lies on somebody's desk, as it is shown on the home page."""

from django import template

from ..desk import Desk, desk_of

register = template.Library()


@register.simple_tag(takes_context=True)
def own_desk(context) -> Desk:
    """The reader's desk."""
    return desk_of(context["request"].user, context["request"].viewer)
