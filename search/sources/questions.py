"""Questions, with what was answered. No names: who asked stands on the page, as its reader may know them."""

from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet

from cms.markdown import plain_text
from resources.questions.models import Answer, Question
from search.documents import Document, document

from .base import Source, challenge_values, document_id, joined, linked, readable_by_all_of


def documents(questions: QuerySet[Question], rev: int) -> Iterator[Document]:
    standing = Prefetch("answers", Answer.objects.standing().order_by("written", "pk"), to_attr="told")
    read = list(questions.prefetch_related(standing))
    numbers = [question.pk for question in read]
    challenges, topics = linked(Question, "challenges", numbers), linked(Question, "topics", numbers)
    for question in read:
        about = readable_by_all_of(question.audience, challenges[question.pk])
        named = topics[question.pk]
        yield document(
            id=document_id("question", question.pk),
            kind="question",
            audience=question.audience,
            title=question.title,
            slug=question.code,
            updated=question.written,
            rev=rev,
            extra=joined(*(word.name for word in about)),
            body=plain_text(joined(question.body_html, *(answer.body_html for answer in question.told))),
            topic_names=tuple(topic.name for topic in named),
            topic=tuple(topic.slug for topic in named),
            challenge=challenge_values(about),
        )


SOURCE = Source("question", Question.objects.listed, documents)
