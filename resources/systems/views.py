"""Data-system cards, for reading."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cms.http import render_part
from members.people.writers import writers

from .filters import SystemFilter
from .models import System, SystemKind


@require_safe
def index(request):
    context = SystemFilter.read(request.GET).context(System.objects.visible_to(request.viewer))
    return render_part(request, whole="systems/index.html", part="systems/_list.html", context=context)


@require_safe
def kinds(request):
    """The kinds of tools in plain words, each with how many cards of it this reader may read."""
    found = SystemKind.objects.counted_in(System.objects.visible_to(request.viewer))
    return render(request, "systems/kinds.html", {"kinds": found})


@require_safe
def page(request, slug: str):
    systems = System.objects.visible_to(request.viewer).select_related("partnership").prefetch_related("kinds")
    system = get_object_or_404(systems, slug=slug)
    context = {
        "system": system,
        "place": system.partnership if request.viewer.may_read(system.partnership) else None,
        "writer": writers([system.author_id], request.viewer).get(system.author_id),
    }
    return render(request, "systems/page.html", context)
