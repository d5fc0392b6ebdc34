"""The list of partnerships, and the page of one."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cms.http import render_part

from ..filters import PartnershipFilter
from ..models import FacedChallenge, Partnership
from ..permissions import can_keep_page, can_keep_register


@require_safe
def index(request):
    """All partnerships by name: never ranked, never scored."""
    partnerships = Partnership.objects.active().visible_to(request.viewer)
    context = PartnershipFilter.read(request.GET).context(partnerships, request.viewer)
    return render_part(request, whole="partnerships/index.html", part="partnerships/_list.html", context=context)


@require_safe
def page(request, slug: str):
    partnerships = Partnership.objects.visible_to(request.viewer).select_related("merged_into")
    partnership = get_object_or_404(partnerships.with_facts(request.viewer), slug=slug)
    entries = FacedChallenge.objects.visible_to(request.viewer).filter(partnership=partnership)
    keeps_register = can_keep_register(request.user, partnership)
    faced = list(entries.select_related("challenge", "partnership").those_of_today_first())
    context = {
        "partnership": partnership,
        "faced": faced,
        "is_drawn": bool(faced) and all(entry.is_drawn for entry in faced),
        "keeps_page": keeps_register or can_keep_page(request.user, partnership),
        "keeps_register": keeps_register,
    }
    return render(request, "partnerships/page.html", context)
