"""Convenings in the editors' admin: their records, who reads their pages, and nothing deleted that was there."""

from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import Button
from wagtail.models import Page

from cms.waiting import Waiting

from .admin_views import readers
from .models import ConveningPage, Schedule, SessionPage
from .viewsets import ConveningsGroup

KEPT = _("What was published is taken off the site, and not deleted: others link to it.")


@hooks.register("register_admin_viewset")
def convenings():
    return ConveningsGroup()


@hooks.register("register_admin_urls")
def readers_url():
    return [path("convenings/readers/<int:page_id>/", readers, name="program_readers")]


@hooks.register("register_page_header_buttons")
def readers_button(page, user, view_name, next_url=None):
    if isinstance(page, ConveningPage | SessionPage) and page.permissions_for_user(user).can_publish():
        yield Button(_("Who may read it"), reverse("program_readers", args=[page.pk]), icon_name="lock", priority=55)


@hooks.register("register_log_actions")
def register_what_happened(actions):
    actions.register_action("program.release", _("Release a schedule"), _("Released"))


@hooks.register("before_delete_page")
def refuse_to_delete(request, page):
    if _was_published(page):
        messages.error(request, KEPT)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_bulk_action")
def refuse_to_delete_many(request, action_type, pages, action):
    if action.models == [Page] and action_type == "delete" and any(map(_was_published, pages)):
        messages.error(request, KEPT)
        return redirect("wagtailadmin_home")
    return None


@hooks.register("what_waits")
def drafts(request):
    if not request.user.has_perm("program.change_schedule"):
        return None
    number = Schedule.objects.filter(state=Schedule.State.DRAFT).count()
    label = ngettext("One schedule to release", "%(number)s schedules to release", number) % {"number": number}
    return Waiting(number, label, f"{reverse('schedule:index')}?state={Schedule.State.DRAFT}")


def _was_published(page) -> bool:
    """Whether `page`, or a page below it, is a convening or a session that somebody could read."""
    return any(
        model.objects.filter(path__startswith=page.path, first_published_at__isnull=False).exists()
        for model in (ConveningPage, SessionPage)
    )
