"""Who comes in."""

from functools import wraps

from django.http import Http404
from django.utils.translation import gettext as _

from cms.doors import signed_in
from cms.http import refusal

from ..models import LessonPage
from ..permissions import can_edit, can_write


def members_only(view):
    """Signed out: to the sign-in page and back, with what was typed. Not yet approved: a page that says so."""

    @signed_in
    @wraps(view)
    def inner(request, *args, **kwargs):
        if not can_write(request.viewer):
            advice = _("Ask to join your partnership; once somebody there approves, you can write.")
            return refusal(request, 403, _("Lessons are written by members"), advice)
        return view(request, *args, **kwargs)

    return inner


def own_lesson(request, slug: str) -> LessonPage:
    """The lesson with that address if the reader may edit it; for everybody else it is not there.

    A first draft changes its address when it is submitted. What is open in another tab is led to it all the same: by
    the version that its form was begun from, else by the address that an older version had.
    """
    lessons = LessonPage.objects.select_related("latest_revision", "partnership")
    begun = lessons.of_version(request.POST.get("version", "")).by(request.user.pk).first()
    lesson = begun or lessons.filter(slug=slug).first() or lessons.formerly_at(slug, request.user.pk).first()
    if lesson is None or not can_edit(request.user, lesson):
        raise Http404
    return lesson


def readable_lesson(request, slug: str) -> LessonPage:
    lesson = LessonPage.objects.visible_to(request.viewer).filter(slug=slug).first()
    if lesson is None:
        raise Http404
    return lesson


def form_of(lesson: LessonPage | None, source: str = "") -> str:
    """What the form of `lesson`, or that of a new one from `source`, is called on this site."""
    return f"lesson:{lesson.translation_key}" if lesson else f"lesson:from:{source}"
