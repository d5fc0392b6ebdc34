import re

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.http import render_part

from . import fallback
from .answers import as_data
from .documents import plain
from .empty import ways_out
from .forms import SearchForm
from .pages import ResultsPage
from .query import TEXT_LIMIT
from .results import suggested

ELEMENT_ID = re.compile(r"[a-z][a-z0-9-]{0,60}")


@require_safe
def search(request):
    """Everything that the reader may read, by words and facets."""
    form = SearchForm.read(request.GET)
    found = fallback.find(form.request(request.viewer))
    page = ResultsPage(form, found, request.viewer)
    context = {"form": form, "page": page, "ways": None if page.total else ways_out(form, request.viewer)}
    return render_part(request, whole="search/search.html", part="search/_results.html", context=context)


@require_safe
def data(request):
    """The same for programs, as JSON: one page of hits, whatever the address asks."""
    found = fallback.find(SearchForm.read(request.GET).request(request.viewer))
    return JsonResponse(as_data(found, request.viewer))


@require_safe
def description(request):
    """How a browser adds this search to its own."""
    context = {"site_url": settings.SITE_URL}
    return render(request, "search/opensearch.xml", context, content_type="application/opensearchdescription+xml")


@require_safe
def suggest(request):
    """Titles that begin like what is being typed, as the options of a listbox."""
    text = plain(request.GET.get("q", "")[:TEXT_LIMIT])
    asked = request.GET.get("id", "")
    list_id = asked if ELEMENT_ID.fullmatch(asked) else "suggestions"
    rows = suggested(fallback.suggest(request.viewer, text), request.viewer) if text else []
    return render(request, "search/_suggestions.html", {"rows": rows, "list_id": list_id})
