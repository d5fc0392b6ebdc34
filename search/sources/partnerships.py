"""Partnerships."""

from collections.abc import Iterator

from django.db.models import QuerySet

from members.partnerships.models import Partnership
from members.partnerships.states import STATES
from search.documents import Document, document

from .base import Source, document_id, joined, states


def documents(partnerships: QuerySet[Partnership], rev: int) -> Iterator[Document]:
    for partnership in partnerships:
        yield document(
            id=document_id("partnership", partnership.pk),
            kind="partnership",
            audience=partnership.audience,
            title=partnership.name,
            slug=partnership.slug,
            updated=None,
            rev=rev,
            extra=joined(partnership.region, STATES.get(partnership.state, "")),
            state=states([partnership]),
            partnership=(partnership.slug,),
        )


SOURCE = Source("partnership", Partnership.objects.active, documents)
