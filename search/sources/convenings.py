"""Convenings and their sessions. Where and when a session is stands in no document: rows read the released schedule."""

from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet

from cms.audiences import is_within
from convenings.program.models import ConveningPage, SessionPage, Speaker
from members.partnerships.states import STATES
from search.documents import Document, document

from .base import Source, challenge_values, document_id, joined, readable_by_all_of


def convenings(pages: QuerySet[ConveningPage], rev: int) -> Iterator[Document]:
    for page in pages:
        yield document(
            id=document_id("convening", page.pk),
            kind="convening",
            audience=page.audience,
            title=page.title,
            slug=page.slug,
            updated=page.first_published_at,
            visible_until=page.expire_at,
            rev=rev,
            extra=joined(page.summary, page.place, STATES.get(page.state, ""), page.organizer, page.dates),
            body=joined(*page.purposes, *page.access, page.represented, page.note, page.source),
            state=(page.state,) if page.state else (),
        )


def sessions(pages: QuerySet[SessionPage], rev: int) -> Iterator[Document]:
    speaking = Speaker.objects.filter(user__is_active=True, user__profile__isnull=False)
    speakers = Prefetch("speakers", speaking.select_related("user__profile"))
    for page in pages.with_convening().with_words().prefetch_related(speakers):
        about = readable_by_all_of(page.audience, (each.challenge for each in page.challenges.all()))
        partnerships = readable_by_all_of(page.audience, page.partnerships.all())
        topics = [each.topic for each in page.topics.all()]
        until = [moment for moment in (page.expire_at, page.convening_expires) if moment]
        yield document(
            id=document_id("session", page.pk),
            kind="session",
            audience=page.audience,
            title=page.title,
            slug=page.slug,
            updated=page.first_published_at,
            visible_until=min(until, default=None),
            rev=rev,
            extra=joined(
                page.abstract,
                page.convening_title,
                page.get_form_display(),
                *(word.name for word in [*about, *partnerships]),
                *(
                    speaker.user.name
                    for speaker in page.speakers.all()
                    if is_within(page.audience, speaker.user.profile.audience)
                ),
            ),
            topic_names=tuple(topic.name for topic in topics),
            topic=tuple(topic.slug for topic in topics),
            challenge=challenge_values(about),
            partnership=tuple(partnership.slug for partnership in partnerships),
        )


SOURCES = (
    Source("convening", lambda: ConveningPage.objects.on_site(), convenings),
    Source("session", lambda: SessionPage.objects.on_site(), sessions),
)
