"""Challenges, outcomes and the terms of the glossary."""

from collections.abc import Iterator

from django.db.models import QuerySet

from cms.vocabulary.models import Challenge, Outcome, Term
from search.documents import Document, document

from .base import Source, document_id, joined


def challenges(words: QuerySet[Challenge], rev: int) -> Iterator[Document]:
    for word in words:
        yield _document(
            "challenge",
            word,
            rev,
            extra=joined(word.description, word.get_family_display()),
            body=joined(*word.signs, *word.first_steps, *word.questions),
            challenge=(word.family, word.slug),
        )


def outcomes(words: QuerySet[Outcome], rev: int) -> Iterator[Document]:
    for word in words.prefetch_related("dated_notes"):
        indicators = (*word.core_indicators, *word.contributing_indicators)
        notes = (note.note for note in word.dated_notes.all())
        yield _document(
            "outcome",
            word,
            rev,
            extra=joined(word.definition, word.stage),
            body=joined(*indicators, word.cautions, *notes),
            outcome=(word.slug,),
        )


def terms(words: QuerySet[Term], rev: int) -> Iterator[Document]:
    for word in words.prefetch_related("dated_meanings"):
        meanings = (meaning.meaning for meaning in word.dated_meanings.all())
        yield _document("term", word, rev, extra=word.definition, body=joined(*meanings))


def _document(kind: str, word, rev: int, **more) -> Document:
    return document(
        id=document_id(kind, word.pk),
        kind=kind,
        audience=word.audience,
        title=word.name,
        slug=word.slug,
        updated=None,
        rev=rev,
        # Other names are searched, and offered as repairs of misspelled words, as names are.
        topic_names=tuple(word.synonyms),
        **more,
    )


SOURCES = (
    Source("challenge", Challenge.objects.all, challenges),
    Source("outcome", Outcome.objects.all, outcomes),
    Source("term", Term.objects.all, terms),
)
