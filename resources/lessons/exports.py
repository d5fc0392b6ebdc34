"""What this room keeps about somebody, for their own data to take away."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import TaskState, WorkflowState

from .cycles import rows_of
from .models import ChangeFlag, LessonPage


def lessons_of(user) -> dict:
    """What `user` wrote, submitted, flagged and reviewed."""
    written = LessonPage.objects.filter(authorships__user=user).select_related("latest_revision", "partnership")
    return {
        "written": [_written(lesson, user) for lesson in written.order_by("pk")],
        "handed_in": _handed_in_by(user),
        "flags": _flags_of(user),
        "reviews": _reviews_by(user),
    }


def _written(lesson: LessonPage, user) -> dict:
    """Its facts, and the text as its authors have it: with what is not published yet, and even when withdrawn."""
    draft = lesson.get_latest_revision_as_object()
    words = (draft.outcomes, draft.challenges, draft.topics)
    return {
        "address": lesson.get_absolute_url(),
        "begun_by_me": lesson.owner_id == user.pk,
        "partnership": lesson.partnership and lesson.partnership.name,
        "readers": lesson.audience,
        "published": lesson.first_published_at,
        "withdrawn": lesson.withdrawn_on,
        "title": draft.title,
        "summary": draft.summary,
        "text": {section["name"]: section["markdown"] for section in draft.sections},
        "words": [word.name for chosen in words for word in chosen.all()],
        "tags": [tag.name for tag in draft.tags.all()],
        "gateway": draft.gateway and draft.gateway.name,
        "started": draft.started,
        "finished": draft.finished,
        "data_level": draft.data_level,
        "effort": [draft.staff_hours, draft.cash_usd, draft.elapsed_months, draft.effort_note],
        "artifacts": draft.artifacts,
        "people_involved": draft.people_involved,
        "cycles": rows_of(lesson),
    }


def _flags_of(user) -> list[dict]:
    flags = ChangeFlag.objects.filter(raised_by=user).select_related("lesson")
    return [
        {
            "lesson": flag.lesson.get_absolute_url(),
            "reason": flag.reason,
            "raised": flag.raised,
            "resolved": flag.resolved,
        }
        for flag in flags
    ]


def _handed_in_by(user) -> list[dict]:
    handed_in = WorkflowState.objects.filter(requested_by=user, content_type=_of_lessons()).order_by("pk")
    addresses = _addresses(state.object_id for state in handed_in)
    return [
        {"lesson": addresses.get(state.object_id), "on": state.created_at, "status": state.get_status_display()}
        for state in handed_in
    ]


def _reviews_by(user) -> list[dict]:
    decided = TaskState.objects.filter(finished_by=user, workflow_state__content_type=_of_lessons())
    decided = decided.select_related("workflow_state").order_by("pk")
    addresses = _addresses(state.workflow_state.object_id for state in decided)
    return [
        {
            "lesson": addresses.get(state.workflow_state.object_id),
            "on": state.finished_at,
            "decision": state.get_status_display(),
            "comment": state.comment,
        }
        for state in decided
    ]


def _of_lessons() -> ContentType:
    return ContentType.objects.get_for_model(LessonPage)


def _addresses(object_ids) -> dict[str, str]:
    """The address of each lesson, by its key as Wagtail's records of a review hold it."""
    lessons = LessonPage.objects.filter(pk__in={int(number) for number in object_ids})
    return {str(lesson.pk): lesson.get_absolute_url() for lesson in lessons}
