"""Templates in the editors' admin: one that has a version is taken off the site, and never deleted."""

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from .models import AgreementTemplatePage
from .viewsets import VIEWSETS

KEPT = _("A template that has a version is unpublished and not deleted: agreements were written from it.")


@hooks.register("register_admin_viewset")
def agreements():
    return VIEWSETS


@hooks.register("before_delete_page")
def refuse_to_delete(request, page):
    if _has_versions(page):
        messages.error(request, KEPT)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_bulk_action")
def refuse_to_delete_many(request, action_type, pages, action):
    if action.models == [Page] and action_type == "delete" and any(map(_has_versions, pages)):
        messages.error(request, KEPT)
        return redirect("wagtailadmin_home")
    return None


def _has_versions(page) -> bool:
    """Whether `page`, or a page below it, is a template with a text."""
    return AgreementTemplatePage.objects.filter(path__startswith=page.path, versions__isnull=False).exists()
