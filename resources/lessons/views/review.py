"""Review on the site itself, for stewards and reviewers: read the draft, approve it or send it back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cms.typed import typed_in

from .. import actions
from ..models import LessonPage, NoteForm, SendBackForm
from ..permissions import can_review
from ..versions import version_of
from .doors import members_only
from .writing import show_draft


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def review(request, slug):
    lesson = LessonPage.objects.select_related("partnership").filter(slug=slug).first()
    if lesson is None or not can_review(request.user, lesson):
        return _too_late(request, lesson)
    approves = "approve" in request.POST
    is_sent = request.method == "POST"
    form = (NoteForm if approves or not is_sent else SendBackForm)(typed_in(request, _form_name(lesson)))
    if not is_sent or not form.is_valid():
        return _show(request, lesson, form, status=422 if is_sent else 200)
    comment, version = form.cleaned_data["comment"], request.POST.get("version")
    try:
        actions.decide(lesson=lesson, user=request.user, approve=approves, comment=comment, version=version)
    except actions.ChangedElsewhereError as elsewhere:
        return _show(request, elsewhere.lesson, form, status=409, is_newer=True)
    except PermissionDenied:
        return _too_late(request, lesson)
    messages.success(request, _decided(request, lesson, approves))
    return redirect("lessons:desk")


def _decided(request, lesson: LessonPage, approves: bool) -> str:
    """What came of it, naming the lesson, with a link if this reviewer is one of its readers."""
    if not approves:
        return _("“%(title)s” is back with its authors, with your reason.") % {"title": lesson.draft_title}
    published = LessonPage.objects.visible_to(request.viewer).filter(pk=lesson.pk).first()
    if published is None:
        return _("“%(title)s” is published.") % {"title": lesson.draft_title}
    link = format_html('<a href="{}">{}</a>', published.get_absolute_url(), published.title)
    return format_html(_("“{lesson}” is published."), lesson=link)


def _too_late(request, lesson: LessonPage | None):
    """Somebody, perhaps the reader's own first click, was quicker; for all others there is nothing here."""
    if lesson is None or not actions.was_decided(request.user, lesson):
        raise Http404
    messages.info(request, _("It was decided before. Nothing has changed."))
    return redirect("lessons:desk")


def _show(request, lesson, form, **more):
    more |= {"decision": form, "form_name": _form_name(lesson), "version": version_of(lesson)}
    return show_draft(request, lesson, back=reverse("lessons:desk"), is_review=True, **more)


def _form_name(lesson: LessonPage) -> str:
    return f"review:{lesson.translation_key}"
