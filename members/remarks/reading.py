"""Comments as a reader sees them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Model, Value

from cms.audiences import Viewer
from cms.kinds import get_kind, kind_of
from cms.typed import kept_in
from members.people.writers import Writer, writers

from .forms import CommentForm
from .models import Bookmark, Comment
from .permissions import can_comment, can_edit, can_remove
from .talk import talk_about
from .things import things_of


@dataclass(frozen=True)
class Shown:
    """A comment, and what this reader may do with it; `writer` is None without a name."""

    comment: Comment
    writer: Writer | None
    may_edit: bool
    may_remove: bool
    may_report: bool


@dataclass(frozen=True)
class Thread:
    """The comments at one place of a page, the oldest first; `form` is None for who may not write."""

    reference: str
    place: str
    shown: list[Shown] = field(default_factory=list)
    form: CommentForm | None = None
    readers: str = ""

    @property
    def id(self) -> str:
        return f"comments-{self.place}" if self.place else "comments"

    @property
    def form_name(self) -> str:
        return _form_name(self.reference, self.place)

    @property
    def standing(self) -> int:
        return sum(not each.comment.is_removed for each in self.shown)


@dataclass(frozen=True)
class Left:
    """What has been left on a thing: the number of its comments, and whether this reader has marked it.

    Where it is not `is_listed` under the address by which remarks would name it, none can be left: it is withdrawn, or
    a draft of what nobody reads yet.
    """

    comments: int
    is_marked: bool
    is_listed: bool


def left_on(thing: Model, viewer: Viewer) -> Left:
    """In one query, since it is asked on pages that ask much already."""
    kind = kind_of(thing)
    named = {"pk": thing.pk, kind.key: getattr(thing, kind.key)}
    rows = {
        "comment": Comment.objects.on(thing, viewer).standing(),
        "mark": Bookmark.objects.about(thing).filter(user=viewer.user_id),
        "thing": kind.listed(kind.visible_to(viewer)).filter(**named),
    }
    first, *others = (some.order_by().annotate(what=Value(what)).values_list("what") for what, some in rows.items())
    found = [what for (what,) in first.union(*others, all=True)]
    return Left(comments=found.count("comment"), is_marked="mark" in found, is_listed="thing" in found)


def name_things(marks: Iterable[Bookmark], viewer: Viewer) -> None:
    """Say of each bookmark of what it is: its `thing_kind`, `url`, `title` and `reference`."""
    things = things_of(marks, viewer)
    for mark in marks:
        kind, thing = get_kind(mark.kind), things[mark.kind, mark.object_id]
        mark.thing_kind, mark.url, mark.title = kind, kind.url(thing), kind.title(thing)
        mark.reference = kind.reference(thing)


class Threads:
    """All comments on `thing`, by place, for a reader who may read it, with what they had begun to write."""

    def __init__(self, thing: Model, request):
        self.request, viewer = request, request.viewer
        self.reference, self.audience = kind_of(thing).reference(thing), thing.audience
        self.may_write = can_comment(viewer, thing)
        comments = list(Comment.objects.on(thing, viewer).in_order()) if talk_about(thing).is_open else []
        named = writers((each.author_id for each in comments if not each.is_removed), viewer)
        self._by_place = defaultdict(list)
        for each in comments:
            self._by_place[each.place].append(_shown(each, named, viewer))

    def at(self, place: str, form: CommentForm | None = None) -> Thread:
        if self.may_write and form is None:
            kept = kept_in(self.request, _form_name(self.reference, place))
            form = CommentForm(kept, initial={"place": place}, auto_id=f"comment-{place}-%s")
        shown = self._by_place.get(place, [])
        return Thread(self.reference, place, shown, form if self.may_write else None, self.audience)


def _form_name(reference: str, place: str) -> str:
    return f"comment:{reference}:{place}"


def _shown(comment: Comment, named, viewer: Viewer) -> Shown:
    may_edit = can_edit(viewer, comment)
    return Shown(
        comment=comment,
        writer=named.get(comment.author_id),
        may_edit=may_edit,
        may_remove=can_remove(viewer, comment),
        may_report=viewer.is_member and not may_edit and not comment.is_removed,
    )
