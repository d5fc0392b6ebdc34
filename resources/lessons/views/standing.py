"""A published lesson is flagged, answered, or withdrawn."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cms.typed import typed_in
from members.people.bylines import name_for

from .. import actions
from ..forms import FlagForm, ResolveForm, WithdrawForm
from ..models import ChangeFlag, LessonPage
from ..permissions import answers_for, can_confirm, can_flag, can_resolve, can_withdraw
from .doors import members_only, readable_lesson


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, slug):
    """Ask for a reason, then leave a stub."""
    lesson = LessonPage.objects.filter(slug=slug).first()
    if lesson is None or not answers_for(request.user, lesson):
        raise Http404
    if lesson.is_withdrawn:
        return _withdrawn(request, lesson, is_first=False)
    if not can_withdraw(request.user, lesson):
        raise Http404
    name = f"withdraw:{lesson.translation_key}"
    form = WithdrawForm(typed_in(request, name))
    if request.method != "POST" or not form.is_valid():
        return _ask(request, "lessons/withdraw.html", lesson, form, form_name=name)
    is_first = actions.withdraw(lesson=lesson, user=request.user, reason=form.cleaned_data["reason"])
    return _withdrawn(request, lesson, is_first)


def _withdrawn(request, lesson, is_first: bool):
    if is_first:
        messages.success(request, _("It is withdrawn. Its title and your reason stay."))
    else:
        messages.info(request, _("It was withdrawn before. Nothing has changed."))
    return redirect(lesson.get_absolute_url())


@members_only
@require_POST
def confirm(request, slug):
    """Say that a lesson still holds."""
    lesson = LessonPage.objects.filter(slug=slug).first()
    if lesson is None or not can_confirm(request.user, lesson):
        raise Http404
    actions.confirm(lesson=lesson, user=request.user)
    messages.success(request, _("Good. You are asked again when its time has come."))
    return redirect("lessons:desk")


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def flag(request, slug):
    """Say that a lesson needs change."""
    lesson = readable_lesson(request, slug)
    if not can_flag(request.user, lesson):
        raise Http404
    name = f"flag:{lesson.translation_key}"
    form = FlagForm(typed_in(request, name))
    if request.method != "POST" or not form.is_valid():
        return _ask(request, "lessons/flag.html", lesson, form, form_name=name)
    try:
        actions.raise_flag(lesson=lesson, user=request.user, reason=form.cleaned_data["reason"])
    except PermissionDenied:
        raise Http404 from None
    messages.success(request, _("Thank you. Its authors are told."))
    return redirect(lesson.get_absolute_url())


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def resolve(request, slug, code):
    """Answer a flag: it was changed, or it still holds."""
    raised = get_object_or_404(ChangeFlag.objects.select_related("lesson", "raised_by"), code=code, lesson__slug=slug)
    if not can_resolve(request.user, raised.lesson):
        raise Http404
    name = f"resolve:{code}"
    form = ResolveForm(typed_in(request, name))
    if request.method != "POST" or not form.is_valid():
        who = name_for(raised.raised_by, request.viewer)
        return _ask(request, "lessons/resolve.html", raised.lesson, form, form_name=name, flag=raised, who=who)
    if actions.resolve_flag(flag=raised, user=request.user, answer=form.cleaned_data["answer"]):
        messages.success(request, _("The flag is taken down."))
    else:
        messages.info(request, _("This flag was answered before. Nothing has changed."))
    return redirect("lessons:desk")


def _ask(request, template, lesson, form, **more):
    context = {"lesson": lesson, "form": form, **more}
    return render(request, template, context, status=422 if request.method == "POST" else 200)
