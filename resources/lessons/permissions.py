"""Who may do what with a lesson. Reading is not asked here: the audience token decides that."""

from cms.audiences import viewer_for
from members.partnerships.permissions import is_steward


def can_write(viewer) -> bool:
    """Every approved member may write lessons."""
    return viewer.is_member


def is_author(user, lesson) -> bool:
    """Whether `user` wrote `lesson`, alone or with others."""
    # Not `filter`: a page that shows its authors has them prefetched.
    return user.is_authenticated and any(author.user_id == user.pk for author in lesson.authorships.all())


def looks_after(user, lesson) -> bool:
    """Whether `user` is a steward of the partnership that owns `lesson`."""
    return lesson.partnership_id is not None and is_steward(user, lesson.partnership_id)


def can_edit(user, lesson) -> bool:
    """Authors who are still members, until the lesson is withdrawn. Staff edit in the admin."""
    return not lesson.is_withdrawn and is_author(user, lesson) and viewer_for(user).is_member


def can_withdraw(user, lesson) -> bool:
    """Authors, stewards of the owning partnership and network staff, as long as it is published."""
    return lesson.live and not lesson.is_withdrawn and answers_for(user, lesson)


def can_discard(user, lesson) -> bool:
    """Whoever began a lesson may throw it away, as long as nobody else could ever read it."""
    return lesson.first_published_at is None and lesson.owner_id == user.pk and can_edit(user, lesson)


def can_set_audience(user, lesson) -> bool:
    """Authors, stewards of the owning partnership and network staff say who may read."""
    return not lesson.is_withdrawn and answers_for(user, lesson)


def answers_for(user, lesson) -> bool:
    """Whether `user` is one of its authors, a steward of its owner, or network staff."""
    if not user.is_authenticated:
        return False
    # Who they are is asked first: for most readers that is the shorter way to a no.
    is_theirs = user.is_network_staff or is_author(user, lesson) or looks_after(user, lesson)
    return is_theirs and viewer_for(user).is_member


def can_flag(user, lesson) -> bool:
    """Any member who may read a published lesson may say that it needs change; its authors just change it."""
    if not user.is_authenticated or not lesson.live or lesson.is_withdrawn or is_author(user, lesson):
        return False
    viewer = viewer_for(user)
    return viewer.is_member and lesson.audience in viewer.audiences


def can_resolve(user, lesson) -> bool:
    """Authors and network staff answer a flag."""
    return can_edit(user, lesson) or (viewer_for(user).is_staff and not lesson.is_withdrawn)


def can_confirm(user, lesson) -> bool:
    """Whoever may change a published lesson, or answer for it, may say that it still holds."""
    return lesson.live and can_resolve(user, lesson)


def can_review(user, lesson) -> bool:
    """Whoever the running review allows: see `LessonReviewTask`."""
    task = lesson.current_workflow_task if user.is_authenticated else None
    return task is not None and bool(task.get_actions(lesson, user))
