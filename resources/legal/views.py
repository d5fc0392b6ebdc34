"""The law as it stands here, for reading. No page gives advice, and each says who has verified what it shows."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.http import render_part

from .filters import DeskFilter
from .finding import finding
from .models import Element, Indicator, LegalAnswer, LegalResource, Route, RouteFinder, StateOverlay, SuppressionRule

SHOWN = 5


@require_safe
def index(request):
    """What is here, in one page: routes first, then where to look further."""
    context = {
        "routes": Route.objects.current(),
        "answers": LegalAnswer.objects.visible_to(request.viewer).order_by("question")[:SHOWN],
        "counts": {
            "elements": Element.objects.current().count(),
            "indicators": Indicator.objects.current().count(),
            "rules": SuppressionRule.objects.current().count(),
            "states": StateOverlay.objects.current().count(),
            "resources": LegalResource.objects.visible_to(request.viewer).count(),
            "answers": LegalAnswer.objects.visible_to(request.viewer).count(),
        },
    }
    return render(request, "legal/index.html", context)


@require_safe
def route(request, slug: str):
    record = _current(Route, slug)
    elements = list(Element.objects.current().of(record).select_related("route"))
    context = {
        "required": [element for element in elements if element.is_required],
        "good_practice": [element for element in elements if not element.is_required],
        "answers": record.answers.visible_to(request.viewer).order_by("question"),
        "indicators": record.indicators.current(),
    }
    return _page(request, "legal/route.html", record, context)


@require_safe
@cache_control(private=True, no_store=True)
def finder(request):
    """One question after the other, up to the routes to discuss. What was answered is in the address and nowhere else,
    not even in a cache."""
    record = RouteFinder.objects.prefetch_related("sources").at(RouteFinder.SLUG)
    if record is None:
        return render(request, "legal/finder.html", {"record": None})
    context = finding(record, request.GET)
    template = "legal/found.html" if context["walk"].result else "legal/finder.html"
    return render(request, template, context, status=400 if context["walk"].is_wrong else 200)


@require_safe
def elements(request):
    """All elements below their route; those common to all routes come last."""
    found = Element.objects.current().select_related("route").order_by("route__order", "route__name", "order")
    common = _("Common to all routes")
    groups: dict[str, list[Element]] = {}
    for each in sorted(found, key=lambda element: element.route_id is None):
        groups.setdefault(each.route.name if each.route else common, []).append(each)
    return render(request, "legal/elements.html", {"groups": list(groups.items())})


@require_safe
def element(request, slug: str):
    record = _current(Element, slug, "route")
    return _page(request, "legal/element.html", record, {"not_for": record.not_for.all()})


@require_safe
def indicators(request):
    found = Indicator.objects.current().select_related("outcome").order_by("outcome__order", "outcome__name", "order")
    groups: dict[str, list[Indicator]] = {}
    for each in sorted(found, key=lambda indicator: indicator.outcome_id is None):
        outcome = _readable(request, each.outcome)
        groups.setdefault(outcome.name if outcome else _("Several outcomes"), []).append(each)
    return render(request, "legal/indicators.html", {"groups": list(groups.items())})


@require_safe
def indicator(request, slug: str):
    record = _current(Indicator, slug, "outcome")
    context = {"routes": record.usual_routes.current(), "outcome": _readable(request, record.outcome)}
    return _page(request, "legal/indicator.html", record, context)


@require_safe
def suppression_rules(request):
    return render(request, "legal/suppression_rules.html", {"rules": SuppressionRule.objects.current()})


@require_safe
def suppression_rule(request, slug: str):
    record = _current(SuppressionRule, slug)
    context = {"overlays": record.overlays.current().filter(is_own_rule=True).order_by("name")}
    return _page(request, "legal/suppression_rule.html", record, context)


@require_safe
def states(request):
    """Every state by name, with what is recorded of it."""
    overlays = list(StateOverlay.objects.current().prefetch_related("laws").order_by("name"))
    context = {
        "overlays": [overlay for overlay in overlays if overlay.is_looked_at],
        "open": [overlay for overlay in overlays if not overlay.is_looked_at],
    }
    return render(request, "legal/states.html", context)


@require_safe
def state(request, slug: str):
    record = _current(StateOverlay, slug, "suppression_rule")
    context = {
        "laws": record.laws.prefetch_related("sources"),
        "resources": LegalResource.objects.visible_to(request.viewer).filter(state=record.state),
    }
    return _page(request, "legal/state.html", record, context)


@require_safe
def resources(request):
    things = LegalResource.objects.visible_to(request.viewer)
    context = DeskFilter.read(request.GET).context(things, "legal-resource", request.viewer, has_states=True)
    return render_part(request, whole="legal/resources.html", part="legal/_resources.html", context=context)


@require_safe
def resource(request, slug: str):
    things = LegalResource.objects.visible_to(request.viewer).prefetch_related("topics", "sources")
    return render(request, "legal/resource.html", {"record": get_object_or_404(things, slug=slug)})


@require_safe
def answers(request):
    things = LegalAnswer.objects.visible_to(request.viewer)
    context = DeskFilter.read(request.GET).context(things, "legal-answer", request.viewer, has_states=False)
    return render_part(request, whole="legal/answers.html", part="legal/_answers.html", context=context)


@require_safe
def answer(request, slug: str):
    things = LegalAnswer.objects.visible_to(request.viewer).prefetch_related("topics", "sources")
    record = get_object_or_404(things, slug=slug)
    return render(request, "legal/answer.html", {"record": record, "routes": record.routes.current()})


def _readable(request, word):
    """`word` of the vocabulary, as far as the reader may know it."""
    return word if word and request.viewer.may_read(word) else None


def _current(model, slug: str, *joined: str):
    """The record that holds today at this address, with its sources."""
    record = model.objects.select_related(*joined).prefetch_related("sources").at(slug)
    if record is None:
        raise Http404
    return record


def _page(request, template: str, record, context: dict):
    earlier = type(record).objects.before(record)
    return render(request, template, {"record": record, "earlier": earlier, **context})
