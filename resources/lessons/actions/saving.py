"""Writing: a lesson begun, saved, thrown away. Wagtail's own actions, with our say about who may."""

from django.db import transaction
from django.utils.text import slugify
from wagtail.actions.create_page import CreatePageAction
from wagtail.actions.edit_page import EditPageAction
from wagtail.models import PageSubscription

from cms.audiences import viewer_for

from ..cycles import rows_of, write_rows
from ..models import Adaptation, Authorship, LessonIndexPage, LessonPage
from ..models.pages import RESERVED_SLUGS
from ..permissions import can_discard, can_edit, can_write
from ..versions import version_of


class ChangedElsewhereError(Exception):
    """Somebody saved after the version that this text was begun from; `lesson` is as it is now."""

    def __init__(self, lesson):
        super().__init__(lesson.slug)
        self.lesson = lesson


class NotYoursError(Exception):
    """The acting person may not do this to this lesson."""


class CreateLesson(CreatePageAction):
    """Wagtail's create, for every member."""

    def user_has_permission(self):
        return can_write(viewer_for(self.user))

    def _save_instance(self):
        super()._save_instance()
        # Subscribers get Wagtail's mail about comments, whose links lead into the admin.
        PageSubscription.objects.filter(page=self.instance, user=self.user).delete()


class EditLesson(EditPageAction):
    """Wagtail's edit, for the authors and co-authors that `can_edit` allows. The review lock still holds."""

    def __init__(self, *args, cycles_changed=False, **kwargs):
        super().__init__(*args, **kwargs)
        # An edit of cycles alone waits for review like any other.
        self.content_changed = self.content_changed or cycles_changed

    def user_has_permission(self):
        return can_edit(self.user, self.instance)


def free_slug(title: str, lesson: LessonPage | None = None) -> str:
    """An address made of `title` that no other lesson has."""
    stem = slugify(title)[:80].strip("-") or "lesson"
    taken = set(LessonPage.objects.exclude(pk=lesson and lesson.pk).values_list("slug", flat=True)) | RESERVED_SLUGS
    slug, number = stem, 2
    while slug in taken:
        slug, number = f"{stem}-{number}", number + 1
    return slug


@transaction.atomic
def begin_lesson(*, user, form, rows: list[dict], key, source: LessonPage | None = None) -> LessonPage:
    """A new draft of `user`, with what `form` holds, and its lineage if it adapts `source`.

    `key` comes with the empty form and becomes the page's translation key, of which the database allows one: a form
    that is sent twice makes one lesson. Raises PermissionDenied for whoever is no member.
    """
    # Lock the shelf, so that two lessons begun at once get neither the same address nor the same place in the tree.
    index = LessonIndexPage.objects.select_for_update().get()
    lesson = form.instance
    lesson.owner, lesson.translation_key = user, key
    lesson.slug = free_slug(form.cleaned_data["title"])
    lesson = CreateLesson(lesson, index, user=user, form=form).execute()
    Authorship.objects.create(lesson=lesson, user=user)
    if source is not None:
        Adaptation.objects.create(lesson=lesson, source=source)
    write_rows(lesson, rows)
    return lesson


@transaction.atomic
def save_lesson(*, lesson: LessonPage, user, form, rows: list[dict], version: str, overwrite: str = "") -> LessonPage:
    """Save what `form`, bound to the latest draft of `lesson`, holds; a published lesson keeps serving as it is.

    A new revision, or, for autosave, over the revision `overwrite` that the same person's autosave made before.
    Raises ChangedElsewhereError unless `version` is the latest, and PermissionDenied for whoever may not edit or
    while the lesson is in review.
    """
    # Of the page alone: PostgreSQL cannot lock a revision that may not be there.
    locked = LessonPage.objects.select_for_update(of=("self", "page_ptr"))
    row = locked.select_related("latest_revision").get(pk=lesson.pk)
    if version_of(row) != version:
        raise ChangedElsewhereError(row)
    for name in row.ROW_FIELDS:
        setattr(form.instance, name, getattr(row, name))
    cycles_changed = rows != rows_of(row)
    revision = _own_autosave(row, user, overwrite)
    EditLesson(
        form.instance, user=user, form=form, overwrite_revision=revision, cycles_changed=cycles_changed
    ).execute()
    if cycles_changed:
        write_rows(row, rows)
    return LessonPage.objects.select_related("latest_revision").get(pk=lesson.pk)


def _own_autosave(lesson: LessonPage, user, overwrite: str):
    """The latest revision if it is the one that `overwrite` names and `user` may write over it, else None."""
    latest = lesson.latest_revision
    if latest is None or overwrite != str(latest.pk) or latest.user_id != user.pk:
        return None
    # What reviewers have read and what readers read stays as it was.
    if latest.pk == lesson.live_revision_id or latest.task_states.exists():
        return None
    return latest


@transaction.atomic
def discard_lesson(*, lesson: LessonPage, user) -> None:
    """Delete a draft that nobody else could ever read. Raises NotYoursError."""
    if not can_discard(user, lesson):
        raise NotYoursError(lesson.slug)
    lesson.delete()
