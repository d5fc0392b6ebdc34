"""Lessons in the editors' admin: what happened to them in words, and no author who publishes their own."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from cms.waiting import Waiting

from .desk import desk_of
from .models import LessonPage
from .permissions import is_author
from .viewsets import ChangeFlagViewSet, LessonViewSet

OWN = _("Somebody else publishes your lesson.")
PUBLISHED = _("A lesson that was published is withdrawn, on its own page, and not deleted.")


@hooks.register("register_admin_viewset")
def lists():
    return [LessonViewSet("kept_lessons", url_prefix="lesson"), ChangeFlagViewSet("kept_flags", url_prefix="flag")]


@hooks.register("register_log_actions")
def register_what_happened(actions):
    actions.register_action("lessons.withdraw", _("Withdraw a lesson"), _("Withdrawn"))
    actions.register_action("lessons.confirm", _("Confirm a lesson"), _("Confirmed that it still holds"))


@hooks.register("before_publish_page")
def refuse_own(request, page):
    """Editors may publish without a review, but never a lesson of their own."""
    if isinstance(page, LessonPage) and is_author(request.user, page):
        messages.error(request, OWN)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_delete_page")
def refuse_to_delete(request, page):
    """Nothing that others may link to is deleted: a lesson that was ever published is withdrawn to a stub."""
    if _lessons_at(page).filter(first_published_at__isnull=False).exists():
        messages.error(request, PUBLISHED)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_bulk_action")
def refuse_in_bulk(request, action_type, pages, action):
    """What is refused for one lesson is refused for many, those below a chosen shelf included."""
    if action.models != [Page]:
        return None
    lessons = [lesson for page in pages for lesson in _lessons_at(page)]
    if action_type == "publish" and any(is_author(request.user, lesson) for lesson in lessons):
        messages.error(request, OWN)
    elif action_type == "delete" and any(lesson.first_published_at for lesson in lessons):
        messages.error(request, PUBLISHED)
    else:
        return None
    return redirect("wagtailadmin_home")


@hooks.register("what_waits")
def own_lessons(request):
    """What was sent back, needs change or is due. What others wrote stands below, in Wagtail's own panel of reviews."""
    desk = desk_of(request.user, request.viewer)
    number = desk.waiting - len(desk.to_review)
    label = ngettext("One lesson of yours", "%(number)s lessons of yours", number) % {"number": number}
    return Waiting(number, label, f"{reverse('lessons:desk')}#back")


def _lessons_at(page):
    """`page` if it is a lesson, and every lesson below it."""
    return LessonPage.objects.filter(path__startswith=page.path)
