"""Review on the site itself, for stewards and reviewers: read the draft, approve it or send it back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

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
    data = request.POST if request.method == "POST" else None
    form = (NoteForm if approves or data is None else SendBackForm)(data)
    if not form.is_valid():
        return _show(request, lesson, form, status=422 if form.is_bound else 200)
    comment, version = form.cleaned_data["comment"], request.POST.get("version")
    try:
        actions.decide(lesson=lesson, user=request.user, approve=approves, comment=comment, version=version)
    except actions.ChangedElsewhereError as elsewhere:
        return _show(request, elsewhere.lesson, form, status=409, is_newer=True)
    except PermissionDenied:
        return _too_late(request, lesson)
    messages.success(request, _("It is published.") if approves else _("It is back with its authors, and your words."))
    return redirect("lessons:desk")


def _too_late(request, lesson: LessonPage | None):
    """Somebody, perhaps the reader's own first click, was quicker; for all others there is nothing here."""
    if lesson is None or not actions.was_decided(request.user, lesson):
        raise Http404
    messages.info(request, _("It was decided before. Nothing has changed."))
    return redirect("lessons:desk")


def _show(request, lesson, form, **more):
    back = reverse("lessons:desk")
    return show_draft(request, lesson, back=back, decision=form, is_review=True, version=version_of(lesson), **more)
