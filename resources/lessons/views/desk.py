"""My desk, and what is done there with one click."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..actions import NothingToReviewError, NotYoursError, discard_lesson, set_rights, take_back
from ..desk import count_parts, desk_of
from ..forms import AudienceForm
from ..models import LessonPage
from ..permissions import can_discard, can_set_audience
from .doors import members_only, own_lesson
from .writing import submit_or_show


@members_only
@require_safe
def desk(request):
    desk = desk_of(request.user, request.viewer)
    count_parts(desk)
    return render(request, "lessons/desk.html", {"desk": desk})


@members_only
@require_POST
def submit(request, slug):
    """Submit the draft as it was saved last."""
    return submit_or_show(request, own_lesson(request, slug))


@members_only
@require_POST
def unsubmit(request, slug):
    """Take it back from the reviewers."""
    lesson = own_lesson(request, slug)
    try:
        take_back(lesson=lesson, user=request.user)
    except NothingToReviewError:
        messages.info(request, _("It is not in review."))
    else:
        messages.success(request, _("It is yours again. Submit it for review when you are ready."))
    return redirect("lessons:edit", slug)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request, slug):
    lesson = own_lesson(request, slug)
    if not can_discard(request.user, lesson):
        raise Http404
    if request.method != "POST":
        return render(request, "lessons/discard.html", {"lesson": lesson})
    try:
        discard_lesson(lesson=lesson, user=request.user)
    except NotYoursError:
        raise Http404 from None
    messages.success(request, _("The draft is gone."))
    return redirect("lessons:desk")


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def readers(request, slug):
    """Who may read it: acts at once, whatever is in review."""
    lesson = LessonPage.objects.select_related("partnership").filter(slug=slug).first()
    if lesson is None or not can_set_audience(request.user, lesson):
        raise Http404
    form = AudienceForm(request.POST if request.method == "POST" else None, user=request.user, lesson=lesson)
    if form.is_valid():
        set_rights(lesson=lesson, user=request.user, audience=form.cleaned_data["audience"])
        messages.success(request, _("Changed. It acts at once."))
        return redirect("lessons:desk")
    return render(request, "lessons/readers.html", {"lesson": lesson, "form": form}, status=422 if form.errors else 200)
