"""Data systems on the pages of lower rooms."""

from django import template

from ..models import System

register = template.Library()


@register.inclusion_tag("systems/_systems_of.html", takes_context=True)
def systems_of(context, partnership) -> dict:
    """The data systems of `partnership`, as far as this reader may read them; nothing without any."""
    systems = System.objects.visible_to(context["viewer"]).filter(partnership=partnership)
    return {"systems": systems.only("title", "slug", "data_level")}
