"""What lies on somebody's desk: their lessons by what is to be done, and lessons that wait for their review."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Count, OuterRef, Prefetch, Q, QuerySet, Subquery, When, prefetch_related_objects
from django.db.models.functions import Coalesce
from wagtail.models import WorkflowState

from cms.audiences import Viewer
from members.partnerships.models import RosterEntry
from members.people.bylines import byline_names

from .checks import missing, needed
from .models import Adaptation, ChangeFlag, LessonPage, LessonReviewTask

IN_REVIEW = Q(
    status=WorkflowState.STATUS_IN_PROGRESS, current_task_state__task__in=LessonReviewTask.objects.values("pk")
)


@dataclass
class Desk:
    """Every list holds lessons, newest edit first; a lesson stands in one list."""

    to_review: list[LessonPage] = field(default_factory=list)
    sent_back: list[LessonPage] = field(default_factory=list)
    flagged: list[LessonPage] = field(default_factory=list)
    due: list[LessonPage] = field(default_factory=list)
    in_review: list[LessonPage] = field(default_factory=list)
    drafts: list[LessonPage] = field(default_factory=list)
    published: list[LessonPage] = field(default_factory=list)
    withdrawn: list[LessonPage] = field(default_factory=list)

    @property
    def waiting(self) -> int:
        """How much waits for this person."""
        return len(self.to_review) + len(self.sent_back) + len(self.flagged) + len(self.due)

    @property
    def is_empty(self) -> bool:
        return not any(vars(self).values())


def desk_of(user, viewer: Viewer) -> Desk:
    """The desk of `user`, who reads as `viewer`; the same number of queries however many lessons lie on it."""
    own = list(_own(user))
    reviews = list(_reviews(Q(object_id__in=[str(lesson.pk) for lesson in own]) | IN_REVIEW))
    for lesson in own:
        # As Wagtail's prefetch_workflow_states(), which asks for these alone.
        lesson._current_workflow_states = [state for state in reviews if state.object_id == str(lesson.pk)]
    desk = Desk(to_review=_open_to(user, (state for state in reviews if state.is_in_review)))
    _name_people(own, viewer)
    for lesson in own:
        getattr(desk, _place(lesson)).append(lesson)
    return desk


def count_parts(desk: Desk) -> None:
    """Say of every lesson without readers how many `parts_written` it has of the `parts_needed` for its review."""
    begun = [lesson for lesson in (*desk.sent_back, *desk.in_review, *desk.drafts) if not lesson.live]
    prefetch_related_objects(begun, "challenges", "outcomes")
    asked = needed()
    for lesson in begun:
        lesson.parts_needed = len(asked)
        lesson.parts_written = len(asked) - len(missing(lesson, asked))


def _name_people(own: list[LessonPage], viewer: Viewer) -> None:
    """Say whom each lesson is `written_with` and whom it is `sent_back_by`, and whom each of its flags is `by`."""
    authors = {authorship.user_id for lesson in own for authorship in lesson.authorships.all()}
    flags = [flag for lesson in own for flag in lesson.open_flags]
    deciders = {lesson.pk: _decider(lesson) for lesson in own}
    people = {*authors, *(flag.raised_by_id for flag in flags), *deciders.values()} - {viewer.user_id, None}
    named = byline_names(people, viewer, together=authors) if people else {}
    for lesson in own:
        others = (authorship.user_id for authorship in lesson.authorships.all())
        lesson.written_with = [named[other].name for other in others if other != viewer.user_id]
        lesson.sent_back_by = named[deciders[lesson.pk]].name if deciders[lesson.pk] in named else ""
    for flag in flags:
        flag.by = named[flag.raised_by_id].name if flag.raised_by_id in named else ""


def _decider(lesson: LessonPage) -> int | None:
    state = lesson.current_workflow_state
    return state.current_task_state.finished_by_id if state is not None and state.current_task_state else None


def _own(user) -> QuerySet[LessonPage]:
    open_flags = ChangeFlag.objects.open()
    adaptations = Adaptation.objects.filter(source=OuterRef("pk")).order_by().values("source")
    return (
        LessonPage.objects.filter(authorships__user=user)
        .select_related("partnership", "latest_revision__user", "adaptation__source")
        .prefetch_related(
            "authorships",
            Prefetch("flags", open_flags, to_attr="open_flags"),
        )
        .annotate(adapted=Coalesce(Subquery(adaptations.annotate(number=Count("pk")).values("number")), 0))
        .order_by("-latest_revision_created_at", "-pk")
    )


def _place(lesson: LessonPage) -> str:
    state = lesson.current_workflow_state
    if lesson.is_withdrawn:
        return "withdrawn"
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return "sent_back"
    if lesson.live and lesson.open_flags:
        return "flagged"
    if state is not None:
        return "in_review"
    if lesson.live and lesson.is_due:
        return "due"
    return "published" if lesson.live else "drafts"


def _reviews(which: Q) -> QuerySet[WorkflowState]:
    """Reviews of lessons that are not over, each with whether it `is_in_review`, and not back with its authors."""
    return (
        WorkflowState.objects.active()
        .filter(which, content_type=ContentType.objects.get_for_model(LessonPage))
        .select_related("current_task_state")
        .annotate(is_in_review=Case(When(IN_REVIEW, then=True), default=False))
    )


def _open_to(user, reviews: Iterable[WorkflowState]) -> list[LessonPage]:
    ids = [int(state.object_id) for state in reviews]
    if not ids:
        return []
    waiting = LessonPage.objects.filter(pk__in=ids).exclude(authorships__user=user).select_related("partnership")
    if not user.is_superuser and not LessonReviewTask.objects.filter(groups__user=user).exists():
        entries = RosterEntry.objects.current().filter(user=user, is_steward=True)
        waiting = waiting.filter(partnership__in=entries.values("partnership"))
    return list(waiting.order_by("latest_revision_created_at"))
