"""Lessons in the editors' admin: what happened to them in words, and no author who publishes their own."""

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages

from .models import LessonPage
from .permissions import is_author


@hooks.register("register_log_actions")
def register_withdrawal(actions):
    actions.register_action("lessons.withdraw", _("Withdraw a lesson"), _("Withdrawn"))


@hooks.register("before_publish_page")
def refuse_own(request, page):
    """Editors may publish without a review, but never a lesson of their own."""
    if isinstance(page, LessonPage) and is_author(request.user, page):
        messages.error(request, _("Somebody else publishes your lesson."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None
