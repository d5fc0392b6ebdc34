"""About pages."""

from collections.abc import Iterator

from django.db.models import QuerySet

from cms.markdown import plain_text
from cms.models import AboutPage
from search.documents import Document, document

from .base import Source, document_id


def rows() -> QuerySet[AboutPage]:
    return AboutPage.objects.on_site()


def documents(pages: QuerySet[AboutPage], rev: int) -> Iterator[Document]:
    for page in pages:
        yield document(
            id=document_id("about", page.pk),
            kind="about",
            audience=page.audience,
            title=page.title,
            slug=page.slug,
            updated=page.first_published_at,
            visible_until=page.expire_at,
            rev=rev,
            extra=page.summary,
            body=plain_text(page.body_html),
        )


SOURCE = Source("about", rows, documents)
