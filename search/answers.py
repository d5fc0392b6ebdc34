"""What the search says to programs: the page of results without its looks, under the same rules."""

from django.conf import settings

from cms.audiences import Viewer

from .engines.base import SearchPage
from .labels import labels
from .query import FACETS
from .results import read_again
from .rows import facts_of


def as_data(found: SearchPage, viewer: Viewer) -> dict:
    """``{total, hits: [{kind, id, title, url, summary, score}], facets, corrected}`` as `viewer` may know it.

    `id` is what the address of the thing says, never a primary key. `facets` has a list of ``{value, label, count}``
    for each facet that leaves a choice; `corrected` is the text that was searched when a word was repaired, else null.
    """
    read = read_again(found.hits, viewer)
    facts = facts_of([(kind.name, thing) for _hit, kind, thing in read], viewer)
    return {
        "total": found.total,
        "hits": [
            {
                "kind": kind.name,
                "id": getattr(thing, kind.key),
                "title": kind.title(thing),
                "url": settings.SITE_URL + kind.url(thing),
                "summary": facts[kind.name, thing.pk].summary,
                "score": round(hit.score, 4),
            }
            for hit, kind, thing in read
        ],
        "facets": _facets(found, viewer),
        "corrected": found.corrected,
    }


def _facets(found: SearchPage, viewer: Viewer) -> dict[str, list[dict]]:
    counted = {facet: found.facets.get(facet, ()) for facet in FACETS}
    names = labels({facet: [count.value for count in counts] for facet, counts in counted.items()}, viewer)
    return {
        facet: [
            {"value": count.value, "label": str(names[facet][count.value]), "count": count.count}
            for count in counts
            if count.value in names[facet]
        ]
        for facet, counts in counted.items()
        if counts
    }
