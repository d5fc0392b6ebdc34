from django import template

from ..querysets import waiting_for

register = template.Library()


@register.simple_tag(takes_context=True)
def waiting_number(context) -> int:
    """How many notices the reader has not opened; 0 for a visitor, without asking the database."""
    request = context.get("request")
    user = getattr(request, "user", None)
    return waiting_for(user, request.viewer) if user and user.is_authenticated else 0


@register.inclusion_tag("notices/_waiting_count.html", takes_context=True)
def waiting_count(context):
    """The number beside the bell, with words for those who do not see it."""
    return {"count": waiting_number(context)}
