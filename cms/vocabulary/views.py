from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cms.http import render_part
from cms.redirects import old_anchors

from .forms import GlossaryForm
from .glossary import by_letter
from .models import Benchmark, Challenge, Gateway, GatewayScheme, Outcome, Pillar, Term, TheoryNote


@require_safe
def challenges(request):
    """Every challenge, in the six families."""
    found = list(Challenge.objects.visible_to(request.viewer))
    families = [
        {
            "name": family,
            "label": family.label,
            "sentence": Challenge.FAMILY_SENTENCES[family],
            "challenges": [challenge for challenge in found if challenge.family == family],
        }
        for family in Challenge.Family
    ]
    context = {"families": families, "are_there_any": bool(found), "only_challenges": [("kind", "challenge")]}
    return render(request, "vocabulary/challenges.html", context)


@require_safe
def challenge(request, slug: str):
    """One challenge, and what the rooms of the site know of it."""
    its_family = Challenge.objects.filter(slug=slug).values("family")
    relatives = {each.slug: each for each in Challenge.objects.visible_to(request.viewer).filter(family__in=its_family)}
    found = relatives.pop(slug, None)
    if found is None:
        raise Http404
    context = {
        "challenge": found,
        "relatives": relatives.values(),
        "terms": Term.objects.visible_to(request.viewer).filter(challenges=found),
    }
    return render(request, "vocabulary/challenge.html", context)


@require_safe
def outcomes(request):
    """The outcomes, from cradle to career."""
    return render(request, "vocabulary/outcomes.html", {"outcomes": Outcome.objects.visible_to(request.viewer)})


@require_safe
def outcome(request, slug: str):
    """One outcome: what it means, how it is measured, and what to mind."""
    visible = Outcome.objects.visible_to(request.viewer)
    found = get_object_or_404(visible, slug=slug)
    return render(request, "vocabulary/outcome.html", {"outcome": found, "others": visible.exclude(pk=found.pk)})


@require_safe
def glossary(request):
    """All terms by letter, or those that somebody looks for."""
    form = GlossaryForm(request.GET)
    visible = Term.objects.visible_to(request.viewer)
    terms = visible.prefetch_related("dated_meanings", Prefetch("see_also", visible))
    found = form.narrow(terms)
    _say_where_they_stood(found)
    context = {"form": form, "letters": by_letter(found), "total": len(found)}
    return render_part(request, whole="vocabulary/glossary.html", part="vocabulary/_terms.html", context=context)


def _say_where_they_stood(terms: list[Term]) -> None:
    """Give each of `terms` the anchors by which older links know it, but for those that are a term's own by now."""
    before, own = old_anchors("term"), {term.slug for term in terms}
    for term in terms:
        term.old_anchors = [anchor for anchor in before.get(term.pk, ()) if anchor not in own]


@require_safe
def theory_of_action(request):
    """The gateways as each dated scheme names them, with its benchmarks; the pillars, and what else is known."""
    benchmarks = Benchmark.objects.select_related("pillar").order_by("order")
    gateways = Gateway.objects.order_by("order").prefetch_related(Prefetch("benchmarks", benchmarks))
    context = {
        "schemes": GatewayScheme.objects.by_date().prefetch_related(Prefetch("gateways", gateways)),
        "pillars": Pillar.objects.by_date(),
        "notes": TheoryNote.objects.all(),
    }
    return render(request, "vocabulary/theory_of_action.html", context)
