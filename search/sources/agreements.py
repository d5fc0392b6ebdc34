"""Agreement templates: one document each, with the words of the current version's clauses.

A clause is found as its template. Which clause it was is worked out when the hit is shown: the index holds no anchors.
"""

from collections.abc import Iterator

from django.db.models import QuerySet

from resources.agreements.models import AgreementTemplatePage
from resources.agreements.wording import flat
from search.documents import Document, document, plain

from .base import Source, challenge_values, document_id, joined, linked, readable_by_all_of


def rows() -> QuerySet[AgreementTemplatePage]:
    return AgreementTemplatePage.objects.on_site().listed()


def documents(templates: QuerySet[AgreementTemplatePage], rev: int) -> Iterator[Document]:
    read = list(templates.with_clauses())
    challenges = linked(AgreementTemplatePage, "challenges", [template.pk for template in read])
    for template in read:
        version = template.current_versions[0]
        about = readable_by_all_of(template.audience, challenges[template.pk])
        yield document(
            id=document_id("agreement-template", template.pk),
            kind="agreement-template",
            audience=template.audience,
            title=template.title,
            slug=template.slug,
            updated=template.first_published_at,
            visible_until=template.expire_at,
            rev=rev,
            extra=joined(template.summary, template.form, *(word.name for word in about)),
            body=joined(*(words for _anchor, words in _parts(version))),
            challenge=challenge_values(about),
        )


def clause_at(template: AgreementTemplatePage, passage: str, place: int) -> str:
    """The anchor of the clause in which `passage` of the body says what stands at `place` of it; else nothing."""
    if not template.current_versions:
        return ""
    parts = [(anchor, plain(words)) for anchor, words in _parts(template.current_versions[0])]
    begins = " ".join(words for _anchor, words in parts if words).find(plain(passage))
    if begins < 0:
        return ""
    end = 0
    for anchor, words in parts:
        end += len(words) + 1 if words else 0
        if begins + place < end:
            return anchor
    return ""


def _parts(version) -> list[tuple[str, str]]:
    """(anchor, words) of what stands above the clauses, which has no anchor, and of each clause."""
    clauses = version.clauses.all()
    for clause in clauses:
        clause.version = version  # One row with its variables, not one for each clause.
    return [("", flat(version.preamble_blocks)), *((clause.anchor, clause.words) for clause in clauses)]


SOURCE = Source("agreement-template", rows, documents)
