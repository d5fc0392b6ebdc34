"""The pages about the community, as a list."""

from django import template

from ..footer import footer_pages
from ..models import AboutPage

register = template.Library()

register.simple_tag(footer_pages)


@register.simple_tag(takes_context=True)
def about_pages(context) -> list[AboutPage]:
    """What this reader may read about the community, in the order of the tree."""
    return list(AboutPage.readable(context["request"].viewer).order_by("path"))
