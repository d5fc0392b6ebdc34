from datetime import date

import factory

from resources.report_cards.models import ReportCard
from resources.systems.models import System, SystemKind


class SystemKindFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SystemKind

    slug = factory.Sequence(lambda number: f"tool-{number}")
    name = factory.Sequence(lambda number: f"Tool {number}")
    plain = "Files with a layout."
    good_for = "Few sources."
    watch_for = "Silent edits."


class SystemFactory(factory.django.DjangoModelFactory):
    """The card of a data system, for members; `kinds` are rows."""

    class Meta:
        model = System
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda number: f"system-{number}")
    title = factory.Sequence(lambda number: f"System {number}")
    partnership = factory.SubFactory("tests.factories.members.PartnershipFactory")
    data_level = System.DataLevel.AGGREGATE

    @factory.post_generation
    def kinds(system, create, extracted, **kwargs):
        system.kinds.set(extracted or ())


class ReportCardFactory(factory.django.DjangoModelFactory):
    """A report card for everyone; `outcomes` are rows."""

    class Meta:
        model = ReportCard
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda number: f"report-{number}")
    title = factory.Sequence(lambda number: f"Report {number}")
    partnership = factory.SubFactory("tests.factories.members.PartnershipFactory")
    year = 2025
    sort = ReportCard.Sort.ANNUAL
    table = "Success Table"
    approved_on = date(2025, 12, 9)
    approved_how = "By vote"

    @factory.post_generation
    def outcomes(card, create, extracted, **kwargs):
        card.outcomes.set(extracted or ())
