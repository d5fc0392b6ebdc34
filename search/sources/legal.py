"""Legal resources and legal answers."""

from collections.abc import Iterator

from django.db.models import QuerySet

from members.partnerships.states import STATES
from resources.legal.models import LegalAnswer, LegalResource
from search.documents import Document, document

from .base import Source, document_id, joined, moment


def resources(rows: QuerySet[LegalResource], rev: int) -> Iterator[Document]:
    for resource in rows.prefetch_related("topics"):
        yield document(
            id=document_id("legal-resource", resource.pk),
            kind="legal-resource",
            audience=resource.audience,
            title=resource.title,
            slug=resource.slug,
            updated=moment(resource.as_of),
            rev=rev,
            extra=joined(
                resource.publisher,
                resource.year,
                STATES.get(resource.state, ""),
                *(topic.name for topic in resource.topics.all()),
            ),
            body=joined(*resource.what_it_answers, resource.summary),
            state=(resource.state,) if resource.state else (),
        )


def answers(rows: QuerySet[LegalAnswer], rev: int) -> Iterator[Document]:
    for answer in rows.prefetch_related("topics"):
        yield document(
            id=document_id("legal-answer", answer.pk),
            kind="legal-answer",
            audience=answer.audience,
            title=answer.question,
            slug=answer.slug,
            updated=moment(answer.as_of),
            rev=rev,
            extra=joined(*answer.citations, *(topic.name for topic in answer.topics.all())),
            body=answer.answer,
        )


SOURCES = (
    Source("legal-resource", LegalResource.objects.all, resources),
    Source("legal-answer", LegalAnswer.objects.all, answers),
)
