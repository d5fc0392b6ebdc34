"""From checked lessons to pages and records, in the state that each of them has."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Model
from wagtail.models import Revision, TaskState, WorkflowState

from cms.content.memory import Memory
from cms.content.pack import Pack
from cms.content.pages import add_draft, add_published, noon
from cms.setup import REVIEWERS
from cms.vocabulary.demo.theory import gateways
from cms.vocabulary.models import Challenge, Outcome, Topic
from members.accounts.models import User
from members.partnerships.models import Partnership

from ..models import Adaptation, Authorship, ChangeFlag, Cycle, LessonIndexPage, LessonPage, Measurement
from .reading import Lesson, Review, parents_first

WORDS = {"outcomes": ("outcome", Outcome), "challenges": ("challenge", Challenge), "topics": ("topic", Topic)}


@dataclass
class Shelves:
    """What lessons refer to, by the keys of the content."""

    words: dict[str, dict[str, Model]]
    gateways: dict[str, Model]
    partnerships: dict[str, Partnership]
    people: dict[str, User]
    lessons: dict[str, LessonPage]

    @classmethod
    def look(cls, memory: Memory) -> "Shelves":
        return cls(
            words={name: memory.found(kind, model.objects.all()) for name, (kind, model) in WORDS.items()},
            gateways=gateways(memory),
            partnerships=memory.found("partnership", Partnership.objects.all()),
            people=memory.found("person", User.objects.all(), lambda user: user.email),
            lessons=memory.found("lesson", LessonPage.objects.all()),
        )


def write_lessons(pack: Pack, memory: Memory, with_demo: bool) -> None:
    shelves = Shelves.look(memory)
    index = LessonIndexPage.objects.get()
    for lesson in parents_first(pack.of("lesson")):
        if lesson.is_demo and not with_demo:
            continue
        if lesson.slug in shelves.lessons or memory.knows("lesson", lesson.slug):
            continue
        page = _write_lesson(lesson, index, shelves)
        shelves.lessons[lesson.slug] = page
        memory.remember("lesson", lesson.slug, page, is_demo=lesson.is_demo)


def _write_lesson(lesson: Lesson, index: LessonIndexPage, shelves: Shelves) -> LessonPage:
    authors = [shelves.people[key] for key in lesson.authors if key in shelves.people]
    page = _page(lesson, shelves, owner=authors[0] if authors else None)
    if lesson.is_live:
        add_published(page, below=index, first=lesson.published, last=lesson.updated, user=page.owner)
        # The day to look again is as old as the lesson: publishing would have it counted from today.
        LessonPage.objects.filter(pk=page.pk).update(review_by=page.review_by)
    else:
        revision = add_draft(
            page, below=index, saved=lesson.review and lesson.review.requested, user=page.owner
        )  # fmt: skip
        if lesson.review:
            _begin_review(page, revision, lesson.review, shelves)
    for order, author in enumerate(authors):
        Authorship.objects.create(lesson=page, user=author, order=order)
    for order, fields in enumerate(lesson.cycles):
        _write_cycle(page, order, dict(fields))
    if lesson.source in shelves.lessons:
        Adaptation.objects.create(lesson=page, source=shelves.lessons[lesson.source], changed=lesson.changed)
    if flag := lesson.flag:
        ChangeFlag.objects.create(
            lesson=page, raised_by=shelves.people.get(flag.raised_by), reason=flag.reason, raised=flag.raised
        )
    return page


def _page(lesson: Lesson, shelves: Shelves, owner: User | None) -> LessonPage:
    """The page, not saved. A lesson without authors is the network's, and about the place that it tells of."""
    about = lesson.about_partnerships if owner else [lesson.partnership, *lesson.about_partnerships]
    page = LessonPage(
        slug=lesson.slug,
        owner=owner,
        partnership=shelves.partnerships.get(lesson.partnership) if owner else None,
        gateway=shelves.gateways.get(lesson.gateway),
        **lesson.fields,
        **lesson.withdrawal,
    )
    for name, keys in lesson.words.items():
        setattr(page, name, _known(shelves.words[name], keys))
    page.about_partnerships = _known(shelves.partnerships, about)
    return page


def _known(things: dict[str, Model], keys: list[str]) -> list[Model]:
    return [things[key] for key in keys if key in things]


def _write_cycle(page: LessonPage, order: int, fields: dict[str, Any]) -> None:
    result = fields.pop("result")
    cycle = Cycle.objects.create(lesson=page, order=order, **fields)
    if result:
        Measurement.objects.create(cycle=cycle, **result)


def _begin_review(page: LessonPage, revision: Revision, review: Review, shelves: Shelves) -> None:
    """A running review, as `Workflow.start` makes it, but dated, and without telling anybody."""
    workflow = page.get_workflow()
    state = WorkflowState.objects.create(
        content_type=page.get_content_type(),
        base_content_type=page.get_base_content_type(),
        object_id=str(page.pk),
        workflow=workflow,
        status=WorkflowState.STATUS_IN_PROGRESS,
        requested_by=page.owner,
    )
    task = workflow.tasks.first().specific
    task_state = task.get_task_state_class().objects.create(
        workflow_state=state, revision=revision, task=task, status=TaskState.STATUS_IN_PROGRESS, comment=review.note
    )
    state.current_task_state = task_state
    state.save()
    WorkflowState.objects.filter(pk=state.pk).update(created_at=noon(review.requested))
    TaskState.objects.filter(pk=task_state.pk).update(started_at=noon(review.requested))
    if reviewer := shelves.people.get(review.reviewer):
        reviewer.groups.add(Group.objects.get(name=REVIEWERS))
