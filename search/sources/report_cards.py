"""Report cards: which table made one, how it was approved, what it shows."""

from collections.abc import Iterator

from django.db.models import QuerySet

from resources.report_cards.models import ReportCard
from search.documents import Document, document

from .base import Source, document_id, joined, linked, moment, readable_by_all_of, states


def documents(cards: QuerySet[ReportCard], rev: int) -> Iterator[Document]:
    read = list(cards.select_related("partnership"))
    shown = linked(ReportCard, "outcomes", [card.pk for card in read])
    for card in read:
        places = readable_by_all_of(card.audience, [card.partnership])
        outcomes = readable_by_all_of(card.audience, shown[card.pk])
        yield document(
            id=document_id("report-card", card.pk),
            kind="report-card",
            audience=card.audience,
            title=card.title,
            slug=card.slug,
            updated=moment(card.approved_on),
            rev=rev,
            extra=joined(
                card.get_sort_display(),
                card.year,
                card.table,
                *(place.name for place in places),
                *(outcome.name for outcome in outcomes),
            ),
            body=joined(card.approved_how, card.provenance, card.groups),
            outcome=tuple(outcome.slug for outcome in outcomes),
            state=states(places),
            partnership=tuple(place.slug for place in places),
        )


SOURCE = Source("report-card", ReportCard.objects.all, documents)
