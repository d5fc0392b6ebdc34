"""Lessons: by far the most, and the longest, so they are read as bare values and not as page objects."""

from collections.abc import Iterator, Mapping
from functools import partial

from django.db.models import QuerySet

from cms.audiences import is_within
from cms.markdown import plain_text
from members.partnerships.models import Partnership
from members.partnerships.states import STATES
from resources.lessons.models import Authorship, Cycle, LessonPage, LessonTag, Measurement
from search.documents import Document, document

from .base import Source, challenge_values, document_id, grouped, joined, linked, readable_by_all_of, states

SECTIONS = tuple(f"{name}_html" for name, _heading in LessonPage.SECTIONS)
COLUMNS = (
    "pk", "audience", "title", "slug", "first_published_at", "expire_at", "summary",
    "attribution", "effort_note", "source", "gateway__name", "partnership_id", *SECTIONS,
)  # fmt: skip
CYCLE = ("measure", "plan", "do", "study", "act")


def rows() -> QuerySet[LessonPage]:
    return LessonPage.objects.on_site().listed()


def documents(lessons: QuerySet[LessonPage], rev: int) -> Iterator[Document]:
    read = list(lessons.values(*COLUMNS))
    numbers = [lesson["pk"] for lesson in read]
    words = partial(linked, LessonPage, object_ids=numbers)
    outcomes, challenges, topics, places = map(words, ("outcomes", "challenges", "topics", "about_partnerships"))
    owners = Partnership.objects.in_bulk({lesson["partnership_id"] for lesson in read} - {None})
    tags, authors, cycles = _tags(numbers), _authors(numbers), _cycles(numbers)
    for lesson in read:
        number, audience = lesson["pk"], lesson["audience"]
        owner = owners.get(lesson["partnership_id"])
        partnerships = readable_by_all_of(audience, [*filter(None, [owner]), *places[number]])
        about, worked_on = (readable_by_all_of(audience, named[number]) for named in (challenges, outcomes))
        yield document(
            id=document_id("lesson", number),
            kind="lesson",
            audience=audience,
            title=lesson["title"],
            slug=lesson["slug"],
            updated=lesson["first_published_at"],
            visible_until=lesson["expire_at"],
            rev=rev,
            extra=joined(
                lesson["summary"],
                lesson["attribution"],
                *(name for name, readers in authors[number] if is_within(audience, readers)),
                *(word.name for word in [*worked_on, *about, *partnerships]),
                *tags[number],
                lesson["gateway__name"],
                *dict.fromkeys(STATES.get(state, "") for state in states(partnerships)),
            ),
            body=joined(
                plain_text(joined(*(lesson[section] for section in SECTIONS))),
                *cycles[number],
                lesson["effort_note"],
                lesson["source"],
            ),
            topic_names=tuple(topic.name for topic in topics[number]),
            topic=tuple(topic.slug for topic in topics[number]),
            outcome=tuple(outcome.slug for outcome in worked_on),
            challenge=challenge_values(about),
            state=states(partnerships),
            partnership=tuple(partnership.slug for partnership in partnerships),
        )


def _tags(numbers: list[int]) -> Mapping[int, list[str]]:
    pairs = LessonTag.objects.filter(content_object__in=numbers).order_by("pk")
    return grouped(pairs.values_list("content_object_id", "tag__name"))


def _authors(numbers: list[int]) -> Mapping[int, list[tuple[str, str]]]:
    """Primary key of a lesson -> name and audience of the profile of each author."""
    written = Authorship.objects.filter(lesson__in=numbers, user__is_active=True, user__profile__isnull=False)
    pairs = written.values_list("lesson_id", "user__name", "user__profile__audience")
    return grouped((lesson, (name, audience)) for lesson, name, audience in pairs)


def _cycles(numbers: list[int]) -> Mapping[int, list[str]]:
    """Primary key of a lesson -> what its cycles say, and then the notes on their results."""
    told = Cycle.objects.filter(lesson__in=numbers).values_list("lesson_id", *CYCLE)
    notes = Measurement.objects.filter(cycle__lesson__in=numbers).order_by("cycle__order", "cycle", "date", "pk")
    pairs = [(lesson, joined(*texts)) for lesson, *texts in told]
    return grouped([*pairs, *notes.exclude(note="").values_list("cycle__lesson_id", "note")])


SOURCE = Source("lesson", rows, documents)
