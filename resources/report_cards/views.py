"""The shelf of report cards, for reading. No order, facet or figure compares one place with another."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cms.http import render_part

from .filters import ReportCardFilter
from .models import ReportCard


@require_safe
def index(request):
    cards = ReportCard.objects.visible_to(request.viewer)
    context = ReportCardFilter.read(request.GET).context(cards, request.viewer)
    return render_part(request, whole="report_cards/index.html", part="report_cards/_list.html", context=context)


@require_safe
def page(request, slug: str):
    cards = ReportCard.objects.visible_to(request.viewer).select_related("partnership")
    card = get_object_or_404(cards, slug=slug)
    context = {
        "card": card,
        "place": card.partnership if request.viewer.may_read(card.partnership) else None,
        "outcomes": card.outcomes.visible_to(request.viewer),
    }
    return render(request, "report_cards/page.html", context)
