"""Report cards on the pages of lower rooms."""

from django import template

from ..models import ReportCard

register = template.Library()


@register.inclusion_tag("report_cards/_report_cards_of.html", takes_context=True)
def report_cards_of(context, partnership) -> dict:
    """The report cards of `partnership`, the latest first, as far as this reader may read them."""
    cards = ReportCard.objects.visible_to(context["viewer"]).filter(partnership=partnership)
    return {"cards": cards.only("title", "slug", "year", "sort", "table", "approved_on")}
