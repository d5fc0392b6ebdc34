"""Who may leave, change and remove what. Whoever asks has read the thing through the register of kinds before."""

from cms.audiences import Viewer

from .models import Comment, Report
from .talk import talk_about


def can_comment(viewer: Viewer, thing) -> bool:
    return viewer.is_member and talk_about(thing).is_open


def can_edit(viewer: Viewer, comment: Comment) -> bool:
    is_own = viewer.user_id is not None and comment.author_id == viewer.user_id
    return viewer.is_member and is_own and not comment.is_removed


def can_remove(viewer: Viewer, comment: Comment) -> bool:
    return can_edit(viewer, comment) or (viewer.is_staff and not comment.is_removed)


def can_decide(viewer: Viewer, report: Report) -> bool:
    """Not whoever wrote the comment that was reported."""
    return viewer.is_staff and not (report.comment and report.comment.author_id == viewer.user_id)
