from django import template
from generic_notifications.utils import get_unread_count

register = template.Library()


@register.simple_tag(takes_context=True)
def waiting_number(context) -> int:
    """How many notices the reader has not opened; 0 for a visitor, without asking the database."""
    user = getattr(context.get("request"), "user", None)
    return get_unread_count(user) if user and user.is_authenticated else 0


@register.inclusion_tag("notices/_waiting_count.html", takes_context=True)
def waiting_count(context):
    """The number beside the bell, with words for those who do not see it."""
    return {"count": waiting_number(context)}
