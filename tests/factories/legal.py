from datetime import date

import factory

from resources.legal.models import (
    Element,
    Indicator,
    LegalAnswer,
    LegalResource,
    Route,
    RouteFinder,
    Source,
    StateOverlay,
    SuppressionRule,
)

AS_OF = date(2026, 11, 24)


class SourceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Source

    slug = factory.Sequence(lambda number: f"source-{number}")
    title = factory.Sequence(lambda number: f"34 CFR 99.{number}")
    form = Source.Form.REGULATION


class LawFactory(factory.django.DjangoModelFactory):
    """What the factories of all records of the law share; `sources` are rows."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda number: f"record-{number}")
    name = factory.Sequence(lambda number: f"Record {number}")
    as_of = AS_OF

    @factory.post_generation
    def sources(record, create, extracted, **kwargs):
        if extracted:
            record.sources.set(extracted)


class RouteFactory(LawFactory):
    class Meta:
        model = Route

    allows = "Disclosure for a study."
    who_may_use = "Schools."
    written_agreement = "Required."
    is_checked_by_elements = True


def tree() -> dict:
    """Figures about groups lead to nothing that needs an agreement, and records to studies; who asks may be told."""

    def question(key: str, text: str, *answers: tuple[str, str, str]) -> dict:
        named = [dict(zip(("value", "label", "next"), answer, strict=True)) for answer in answers]
        return {"key": key, "text": text, "help": "Start with the least.", "answers": named}

    def result(key: str, title: str, routes: list[str], template: str) -> dict:
        return {
            "key": key, "title": title, "routes": routes, "template": template, "reasons": [f"It is {key}."],
            "cautions": ["Mind the groups."], "next_steps": ["Ask for it."], "ask_counsel_when": ["A group is small."],
            "citations": ["34 CFR 99.31"],
        }  # fmt: skip

    return {
        "start": "level",
        "context": {"asker": question("asker", "Who asks?", ("vendor", "A vendor", ""), ("agency", "An agency", ""))},
        "questions": {
            "level": question("level", "What do you need?", ("groups", "Counts", "r:few"), ("rows", "Rows", "holder")),
            "holder": question(
                "holder", "Who holds it?", ("school", "A school", "r:study"), ("court", "A court", "r:none")
            ),
        },
        "results": {
            "few": result("few", "Aggregate figures", ["aggregate-only"], "request"),
            "study": result("study", "Studies exception", ["studies", "gone", "consent"], "study"),
            "none": result("none", "Other law", [], ""),
        },
        "overlays": [{
            "question": "asker", "answer": "agency", "cautions": ["It may become a public record."],
            "next_steps": ["Ask your own counsel."], "asks_counsel": True, "citations": ["34 CFR 99.30"],
        }],
        "always_ask_counsel": ["State law was not checked."],
        "onward_note": "Ask who else will hold them.",
    }  # fmt: skip


class RouteFinderFactory(LawFactory):
    class Meta:
        model = RouteFinder

    slug, name = RouteFinder.SLUG, "Route finder"
    tree = factory.LazyFunction(tree)


class ElementFactory(LawFactory):
    class Meta:
        model = Element

    slug = factory.Sequence(lambda number: f"st{number}")
    level = Element.Level.REQUIRED
    requirement = "The study has a purpose."


class SuppressionRuleFactory(LawFactory):
    class Meta:
        model = SuppressionRule

    scope = "State reports"
    min_shown = 10
    hide = "groups of fewer than 10"
    hide_expression = "n < 10"


class IndicatorFactory(LawFactory):
    class Meta:
        model = Indicator

    sort = Indicator.Sort.CORE
    definition = "Share of children who are ready."
    level_needed = Indicator.Level.AGGREGATE


class StateOverlayFactory(LawFactory):
    class Meta:
        model = StateOverlay

    name, slug, state = "Ohio", "ohio", "OH"
    suppression_rule = factory.SubFactory(SuppressionRuleFactory)


class LegalResourceFactory(factory.django.DjangoModelFactory):
    """Guidance that everybody may read; `topics` are names."""

    class Meta:
        model = LegalResource
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda number: f"resource-{number}")
    title = factory.Sequence(lambda number: f"Resource {number}")
    publisher = "Department of Education"
    form = Source.Form.GUIDANCE
    level = LegalResource.Level.FEDERAL
    summary = "What it says."
    as_of = AS_OF

    @factory.post_generation
    def topics(resource, create, extracted, **kwargs):
        if extracted:
            resource.topics.add(*extracted)


class LegalAnswerFactory(factory.django.DjangoModelFactory):
    """An answer that everybody may read; `topics` are names."""

    class Meta:
        model = LegalAnswer
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda number: f"answer-{number}")
    question = factory.Sequence(lambda number: f"May we do {number}?")
    answer = "It depends."
    as_of = AS_OF

    @factory.post_generation
    def topics(answer, create, extracted, **kwargs):
        if extracted:
            answer.topics.add(*extracted)
