"""What the pages of the route finder show. An answer stands in the address of the page, and nowhere else."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from .models import Element, Route, RouteFinder
from .routes import Walk


def finding(record: RouteFinder, query: QueryDict) -> dict:
    """The question that is open, or what the answers lead to; and the answers, each with the way back to it."""
    walk = record.finder.walk(query.dict())
    context = {"record": record, "walk": walk, "steps": _steps(walk)}
    return context | (_found(record, walk) if walk.result else _asked(record, walk))


def _steps(walk: Walk) -> list[dict]:
    """Each answer, with the address at which its question is asked again."""
    steps, before = [], {}
    for question, answer in walk.steps:
        url = reverse("legal:finder", query=before or None)
        steps.append({"question": question, "answer": answer, "url": url})
        before[question.key] = answer.value
    return steps


def _asked(record: RouteFinder, walk: Walk) -> dict:
    finder, here = record.finder, walk.question.key
    kept = walk.answers
    return {
        "kept": kept.items(),
        "number": len(walk.steps) + 1,
        "most": len(walk.steps)
        + (len(finder.context) + finder.depth() if here in finder.context else finder.depth(here)),
        "skip_url": reverse("legal:finder", query={**kept, here: ""}) if here in finder.context else "",
    }


def _found(record: RouteFinder, walk: Walk) -> dict:
    result, added = walk.result, walk.overlays
    current = {route.slug: route for route in Route.objects.current().prefetch_related("sources")}
    routes = [current[slug] for slug in result.routes if slug in current]
    required = Element.objects.current().filter(level=Element.Level.REQUIRED).of_each(routes)
    sources = [source for route in routes for source in route.sources.all()] or record.sources.all()
    said = {question.key: answer.label for question, answer in walk.steps}
    for_counsel = [
        _("In any case, since you answered “%(answer)s”.") % {"answer": said[each.question]}
        for each in added if each.asks_counsel
    ]  # fmt: skip
    return {
        "routes": [_with_elements(route, required[route]) for route in routes],
        "cautions": [*result.cautions, *(text for each in added for text in each.cautions)],
        "next_steps": [*result.next_steps, *(text for each in added for text in each.next_steps)],
        "citations": list(dict.fromkeys([*result.citations, *(text for each in added for text in each.citations)])),
        "ask_counsel_when": [*for_counsel, *result.ask_counsel_when, *record.finder.always_ask_counsel],
        "sources": list(dict.fromkeys(sources)),
    }


def _with_elements(route: Route, elements: list[Element]) -> dict:
    """`route` with the elements that its agreement must have: its own, and those that several routes have in common."""
    own, common = [each for each in elements if each.route], [each for each in elements if not each.route]
    return {"route": route, "own": own, "common": common, "number": len(elements)}
