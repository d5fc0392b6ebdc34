"""Versions in the editors' admin: added and read, never changed. What a template is for stands on its page."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views.generic import CreateView
from wagtail.permissions import register_permission_policy

from cms.menus import SHELVES
from cms.policies import KeptPolicy, ReadPolicy
from cms.viewsets import RecordViewSet

from .forms import VersionForm
from .models import Clause, TemplateVersion


class AddVersionView(CreateView):
    def get_success_buttons(self):
        return [messages.button(self.object.page.get_absolute_url(), _("Read it"))]


class TemplateVersionViewSet(RecordViewSet):
    model = TemplateVersion
    add_view_class = AddVersionView
    icon = "history"
    menu_hook = SHELVES
    menu_order = 10
    list_display = ["page", "number", "effective", "rests_on", "minutes"]
    list_filter = ["page", "rests_on"]
    list_export = ["page", "number", "effective", "title", "summary", "rests_on", "route", "minutes"]
    search_fields = ["title", "number", "summary"]
    inspect_view_enabled = True
    inspect_view_fields = [
        "page",
        "number",
        "effective",
        "title",
        "summary",
        "rests_on",
        "route",
        "license",
        "preamble",
    ]

    def get_form_class(self, for_update=False):
        return VersionForm


class ClauseViewSet(RecordViewSet):
    model = Clause
    icon = "list-ol"
    menu_hook = SHELVES
    menu_order = 20
    list_display = ["title", "version", "order", "anchor"]
    list_filter = ["version", "elements"]
    list_export = ["version", "order", "anchor", "title", "wording", "why"]
    search_fields = ["title", "wording", "why"]
    inspect_view_enabled = True
    inspect_view_fields = ["version", "order", "anchor", "title", "wording", "why", "elements"]
    form_fields = ["title"]


register_permission_policy(TemplateVersion, KeptPolicy(TemplateVersion))
register_permission_policy(Clause, ReadPolicy(Clause))
VIEWSETS = (TemplateVersionViewSet(), ClauseViewSet())
