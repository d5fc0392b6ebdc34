"""``{% typed_by "ask" %}`` begins a form that loses nothing when its writer is signed out meanwhile."""

from django import template

from .. import typed

register = template.Library()


@register.inclusion_tag("components/typed.html", takes_context=True)
def typed_by(context, form: str) -> dict:
    """The mark of the form called `form` on the whole site, and a word if it shows what was kept."""
    request = context["request"]
    if not request.user.is_authenticated:
        return {}
    return {"field": typed.FIELD, "mark": typed.mark_for(request, form), "is_kept": typed.kept_in(request, form)}
