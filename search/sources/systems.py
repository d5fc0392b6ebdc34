"""Data systems. Who described one stands on its page, as the reader may know them."""

from collections.abc import Iterator

from django.db.models import QuerySet

from cms.markdown import plain_text
from resources.systems.models import System
from search.documents import Document, document

from .base import Source, document_id, joined, linked, moment, readable_by_all_of, states


def documents(systems: QuerySet[System], rev: int) -> Iterator[Document]:
    read = list(systems.select_related("partnership"))
    kinds = linked(System, "kinds", [system.pk for system in read])
    for system in read:
        places = readable_by_all_of(system.audience, [system.partnership])
        yield document(
            id=document_id("system", system.pk),
            kind="system",
            audience=system.audience,
            title=system.title,
            slug=system.slug,
            updated=moment(system.checked_on) if system.checked_on else None,
            rev=rev,
            extra=joined(
                *(kind.name for kind in kinds[system.pk]),
                *(place.name for place in places),
                system.get_data_level_display(),
            ),
            body=joined(
                plain_text(system.body_html), system.not_again, system.matching, system.consent_model, system.hosting,
                system.staffing, system.built_by, system.cost, *(kind.plain for kind in kinds[system.pk]),
            ),
            state=states(places),
            partnership=tuple(place.slug for place in places),
        )  # fmt: skip


SOURCE = Source("system", System.objects.all, documents)
