"""Partnerships. Their challenge registers are in no index: each line has readers of its own, and what a search counts
would tell of fewer than five.
"""

from collections.abc import Iterator, Mapping

from django.db.models import QuerySet
from django.utils import timezone

from members.partnerships.models import Partnership, Stage
from members.partnerships.states import STATES
from search.documents import Document, document

from .base import Source, document_id, joined, linked, readable_by_all_of, states


def documents(partnerships: QuerySet[Partnership], rev: int) -> Iterator[Document]:
    read = list(partnerships)
    numbers = [partnership.pk for partnership in read]
    watched, gateways = linked(Partnership, "outcomes", numbers), _gateways(numbers)
    for partnership in read:
        outcomes = readable_by_all_of(partnership.audience, watched[partnership.pk])
        yield document(
            id=document_id("partnership", partnership.pk),
            kind="partnership",
            audience=partnership.audience,
            title=partnership.name,
            slug=partnership.slug,
            updated=None,
            rev=rev,
            extra=joined(
                partnership.short_name,
                partnership.city,
                partnership.region,
                *(STATES[letters] for letters in partnership.states),
                *(outcome.name for outcome in outcomes),
                gateways.get(partnership.pk),
            ),
            body=joined(partnership.story, partnership.backbone, *partnership.tables, partnership.locale),
            outcome=tuple(outcome.slug for outcome in outcomes),
            state=states([partnership]),
            partnership=(partnership.slug,),
        )


def _gateways(numbers: list[int]) -> Mapping[int, str]:
    """Primary key of a partnership -> the gateway that it stands at today, with its scheme."""
    reached = Stage.objects.filter(partnership__in=numbers, since__lte=timezone.localdate())
    # The latest comes last and stays.
    return {stage.partnership_id: str(stage.gateway) for stage in reached.select_related("gateway__scheme")}


SOURCE = Source("partnership", Partnership.objects.active, documents)
