"""The editor: a new lesson, an edit, autosave, preview."""

from datetime import timedelta

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.actions.edit import EditPermissionError

from cms import kinds
from cms.markdown import render as render_markdown
from cms.typed import forget_sent, kept_in, mark_for
from members.people.bylines import name_for

from ..actions import ChangedElsewhereError, IncompleteLessonError, NothingToReviewError, submit
from ..cycles import shown_cycles
from ..forms import MarkdownForm
from ..models import LessonPage
from ..permissions import can_write
from ..reading import lesson_context
from ..versions import history_of
from .conflict import answer_conflict, conflict_as_json, resolve
from .doors import form_of, members_only, own_lesson
from .editor import Editor

NOTHING_YET = gettext_lazy("Nothing to save yet: write a few words.")


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def new(request):
    """Begin a lesson, perhaps from another: `?from=lesson:slug`."""
    kept = kept_in(request, form_of(None, request.GET.get("from", "")))
    data = request.POST if request.method == "POST" else kept
    lesson = begun_lesson(request, data)
    editor = Editor(request.user, lesson, source=None if lesson else _source(request, data), data=data)
    if request.method != "POST":
        return show(request, editor, is_kept=kept is not None)
    return _save(request, editor)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def edit(request, slug):
    lesson = own_lesson(request, slug)
    if request.method == "POST":
        editor = Editor(request.user, lesson, data=request.POST)
        return resolve(request, editor, then=_save) if "resolving" in request.POST else _save(request, editor)
    kept = kept_in(request, form_of(lesson))
    if lesson.workflow_in_progress and kept is None:
        return render(request, "lessons/in_review.html", {"lesson": lesson})
    return show(request, Editor(request.user, lesson, data=kept), is_kept=kept is not None)


@require_POST
def autosave(request, slug=None):
    """Save without leaving the page. JSON: 200 saved, 401 signed out, 403 locked, 404, 409 changed elsewhere, 422."""
    if not request.user.is_authenticated:
        sign_in = reverse("account_login", query={"next": reverse("lessons:desk")})
        return JsonResponse({"message": _("You have been signed out."), "sign_in": sign_in}, status=401)
    if not can_write(request.viewer):
        return JsonResponse({"message": _("Lessons are written by members.")}, status=403)
    forget_sent(request)
    with transaction.atomic():
        lesson = own_lesson(request, slug) if slug else begun_lesson(request, request.POST)
        source = None if lesson else _source(request, request.POST)
        return _autosave(request, Editor(request.user, lesson, source=source, data=request.POST))


def _autosave(request, editor: Editor) -> JsonResponse:
    if editor.lesson is None and Editor.key_in(editor.data) is None:
        return JsonResponse({"message": _("This did not come from the form of a new lesson.")}, status=400)
    if not editor.is_valid():
        errors = [{"id": place, "message": str(message)} for place, message in editor.errors]
        return JsonResponse({"message": _("Not saved yet: something is to be fixed."), "errors": errors}, status=422)
    if editor.lesson is None and not editor.has_text:
        return JsonResponse({"message": NOTHING_YET, "errors": []}, status=422)
    try:
        lesson = _saved_once(request, editor)
    except ChangedElsewhereError as elsewhere:
        return conflict_as_json(editor, elsewhere.lesson)
    except EditPermissionError:
        return JsonResponse({"message": _("It is locked while somebody reviews it.")}, status=403)
    fresh = Editor(request.user, lesson)
    at = time_format(timezone.localtime(), "H:i")
    return JsonResponse(
        {
            "message": _("Saved at %(time)s") % {"time": at},
            "version": fresh.version,
            # The form goes on to say what it was begun from, if that is no longer so.
            "rights": (fresh if editor.rights_are_set else editor).rights_version,
            "autosaved": str(lesson.latest_revision_id),
            "autosave": reverse("lessons:autosave", args=[lesson.slug]),
            "edit": reverse("lessons:edit", args=[lesson.slug]),
        }
    )


def _save(request, editor: Editor):
    if not editor.is_valid():
        return show(request, editor, status=422)
    if editor.lesson is None and not editor.has_text:  # An empty form is no draft yet.
        lacks = editor.lacks if "submit" in request.POST else [("id_title", NOTHING_YET)]
        return show(request, editor, status=422, lacks=lacks)
    try:
        lesson = _saved_once(request, editor)
    except ChangedElsewhereError as elsewhere:
        return answer_conflict(request, editor, elsewhere.lesson)
    except EditPermissionError:
        return show(request, editor, status=403, is_locked=True)
    if "submit" in request.POST:
        return submit_or_show(request, lesson)
    messages.success(request, _("The draft is saved."))
    if not editor.rights_are_set:
        messages.info(request, _("Who may read, own or write it was changed meanwhile, and stays as you see it here."))
    return redirect("lessons:edit", lesson.slug)


def _saved_once(request, editor: Editor) -> LessonPage:
    try:
        with transaction.atomic():
            return editor.save()
    except IntegrityError:
        if editor.lesson is not None or editor.key_in(editor.data) is None:
            raise
        # The same form was sent twice at the same time, and the other one came first.
        lesson = begun_lesson(request, request.POST)
        if lesson is not None:
            raise ChangedElsewhereError(lesson) from None
    # The key is that of somebody else's page: this text begins a lesson with a key of its own.
    data = editor.data.copy()
    del data["key"]
    renewed = Editor(request.user, source=editor.source, data=data)
    renewed.is_valid()
    return renewed.save()


def submit_or_show(request, lesson: LessonPage):
    """Submit it, or show what it still lacks."""
    try:
        submit(lesson=lesson, user=request.user)
    except IncompleteLessonError as incomplete:
        lacks = [(f"id_{name}", advice) for name, advice in incomplete.lacks]
        return show(request, Editor(request.user, lesson), status=422, lacks=lacks)
    except NothingToReviewError:
        messages.info(request, _("There is nothing new to review."))
    else:
        messages.success(request, _("It is with the reviewers. You are told when somebody has read it."))
    return redirect("lessons:desk")


def show(request, editor: Editor, *, status=200, lacks=(), is_kept=False, is_locked=False):
    """The editor’s page, with what is to be fixed and what was kept."""
    state = editor.lesson.current_workflow_state if editor.lesson else None
    context = {
        "editor": editor,
        "lesson": editor.lesson,
        "errors": editor.errors,
        "lacks": lacks,
        "is_kept": is_kept,
        "is_locked": is_locked,
        "is_begun": editor.lesson is not None,
        "state": state,
        "sent_back_by": name_for(state.current_task_state.finished_by, request.viewer) if state else "",
        "writer": mark_for(request, form_of(editor.lesson, (request.POST or request.GET).get("from", ""))),
        "is_just_saved": editor.lesson is not None and _is_just_saved(editor.lesson),
        "history": history_of(editor.lesson, request.viewer) if editor.lesson else [],
    }
    return render(request, "lessons/edit.html", context, status=status)


def _is_just_saved(lesson: LessonPage) -> bool:
    saved = lesson.latest_revision
    return saved is not None and timezone.now() - saved.created_at < timedelta(minutes=1)


def begun_lesson(request, data) -> LessonPage | None:
    """The lesson that was already begun by this form, if it was."""
    if data is None:
        return None
    key = Editor.key_in(data)
    own = LessonPage.objects.select_related("latest_revision").filter(owner=request.user, translation_key=key)
    return own.first() if key else None


def _source(request, data) -> LessonPage | None:
    reference = (data or request.GET).get("from", "")
    if not reference:
        return None
    source = kinds.find(reference, request.viewer)
    if isinstance(source, LessonPage) and not source.is_withdrawn:
        return source
    if data is None:
        raise Http404
    # It was withdrawn or closed while somebody adapted it: what they typed is saved, without the lineage.
    return None


@members_only
@require_safe
def preview(request, slug):
    """The draft as readers will see it, with the cycles that wait with it."""
    lesson = own_lesson(request, slug)
    return show_draft(request, lesson, back=reverse("lessons:edit", args=[slug]))


def show_draft(request, lesson: LessonPage, *, back: str, status: int = 200, **more):
    draft = lesson.get_latest_revision_as_object()
    context = {"page": draft, "self": draft, "lesson": draft, "is_preview": True, "back": back, **more}
    context |= lesson_context(draft, request.viewer, cycles=shown_cycles(lesson))
    return render(request, "lessons/preview.html", context, status=status)


@require_POST
def markdown(request):
    """The clean HTML of some Markdown, for the toolbar's preview."""
    if not can_write(request.viewer):
        return JsonResponse({"message": _("Lessons are written by members.")}, status=403)
    form = MarkdownForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"message": " ".join(form.errors["text"])}, status=422)
    return JsonResponse({"html": render_markdown(form.cleaned_data["text"])})
