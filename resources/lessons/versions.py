"""The versions of a lesson: which one is the latest, and what stands in it as it is typed."""

import hashlib
import json

from django.forms import BaseForm

from cms.audiences import Viewer
from cms.editions import Typed, as_typed
from members.people.bylines import byline_names

from .models import LessonPage


def version_of(lesson: LessonPage) -> str:
    """The name of the latest version. Autosave overwrites its own revision, so the time is part of the name."""
    revision = lesson.latest_revision
    return f"{revision.pk}.{int(revision.created_at.timestamp() * 1_000_000)}" if revision else "0"


def rights_version_of(lesson: LessonPage) -> str:
    """The name of who may read, own and write `lesson` by now: a form that says another name was begun before."""
    authors = sorted(lesson.authorships.values_list("user", flat=True))
    said = repr((lesson.audience, lesson.partnership_id, authors))
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def draft_of(lesson: LessonPage, version: str) -> LessonPage | None:
    """The text of that version, if it is still kept."""
    number = version.partition(".")[0]
    revision = lesson.revisions.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
    if revision is None or not version.endswith(f".{int(revision.created_at.timestamp() * 1_000_000)}"):
        return None
    return revision.as_object()


def history_of(lesson: LessonPage, viewer: Viewer, most: int = 6) -> list:
    """The latest revisions, the newest first; each says whom it is saved `by`, as `viewer` may name them."""
    revisions = list(lesson.revisions.order_by("-created_at")[:most])
    named = byline_names({revision.user_id for revision in revisions} - {None}, viewer, together=authors_of(lesson))
    for revision in revisions:
        revision.by = named[revision.user_id].name if revision.user_id else ""
    return revisions


def authors_of(lesson: LessonPage) -> list[int]:
    """The keys of those who write `lesson`, and so know each other by name."""
    return [authorship.user_id for authorship in lesson.authorships.all()]


def typed(form: BaseForm, rows: list[dict]) -> Typed:
    """What stands in `form`, bound or not, and in the cycles' rows."""
    values = {name: as_typed(form[name].value()) for name in form.fields}
    return {**values, "cycles": json.dumps([{**row, "id": ""} for row in rows], ensure_ascii=False, sort_keys=True)}
