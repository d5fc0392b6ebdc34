"""Who comes in, and what they typed before they were signed out."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from cms.http import refusal

from ..models import LessonPage
from ..permissions import can_edit, can_write

_SALT = "lessons.writer"
_KEPT = "lessons.typed"
_LONGEST_ABSENCE = 30 * 24 * 3600


def members_only(view):
    """Signed out: to the sign-in page and back, with what was typed. Not yet approved: a page that says so."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        if not request.user.is_authenticated:
            keep_typed(request)
            return redirect_to_login(request.get_full_path() if request.method == "GET" else request.path)
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


def writer_mark(user) -> str:
    """Stands in the form of `user`, and proves later that it was theirs."""
    return signing.dumps(user.pk, salt=_SALT)


def keep_typed(request) -> None:
    """Keep the form of a member who was signed out meanwhile, until the same person is back."""
    try:
        writer = signing.loads(request.POST.get("writer", ""), salt=_SALT, max_age=_LONGEST_ABSENCE)
    except signing.BadSignature:
        return
    request.session[_KEPT] = {"writer": writer, "path": request.path, "typed": request.POST.urlencode()}


def take_typed(request) -> QueryDict | None:
    """What this person typed on this page before they were signed out."""
    kept = request.session.get(_KEPT)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[_KEPT]
    return QueryDict(kept["typed"]) if kept["writer"] == request.user.pk else None
