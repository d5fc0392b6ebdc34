from cms.audiences import viewer_for
from cms.kinds import get_kind

from .models import Bookmark, Comment, Report
from .things import things_of


def remarks_of(user) -> dict:
    """What `user` marked, commented and reported; what it is on is named as long as they may read it."""
    bookmarks, comments = Bookmark.objects.filter(user=user), Comment.objects.filter(author=user).in_order()
    reports = Report.objects.filter(raised_by=user)
    things = things_of([*bookmarks, *comments, *reports], viewer_for(user))

    def address(remark) -> str | None:
        thing = things.get((remark.kind, remark.object_id))
        return get_kind(remark.kind).url(thing) if thing else None

    return {
        "bookmarks": [{"on": address(mark), "kind": mark.kind, "made": mark.made} for mark in bookmarks],
        "comments": [
            {
                "on": address(each),
                "text": each.text,
                "written": each.written,
                "edited": each.edited,
                "removed": each.removed,
            }
            for each in comments
        ],
        "reports": [
            {
                "on": address(each),
                "why": each.get_why_display(),
                "reason": each.reason,
                "raised": each.raised,
                "decision": each.get_decision_display(),
                "answer": each.answer,
            }
            for each in reports
        ],
    }
