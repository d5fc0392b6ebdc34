"""Where editors keep data-system cards and the kinds of tools."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.admin.viewsets.model import ModelViewSet

from cms.exports import GuardedIndexView
from cms.menus import SHELVES

from .models import System, SystemKind


class SystemViewSet(ModelViewSet):
    model = System
    icon = "cog"
    menu_hook = SHELVES
    menu_order = 40
    index_view_class = GuardedIndexView
    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 50
    list_display = ["title", "partnership", "data_level", "checked_on", "get_audience_display"]
    list_filter = ["kinds", "data_level", "partnership", "audience", "checked_on"]
    list_export = [
        "title", "slug", "partnership", "built_by", "cost", "matching", "consent_model", "hosting", "staffing",
        "data_level", "sources", "since", "checked_on", "not_again", "audience",
    ]  # fmt: skip
    search_fields = ["title", "slug", "body", "not_again"]
    panels = [
        FieldRowPanel(["title", "slug"]), FieldRowPanel(["partnership", "author"]), "kinds", "body", "not_again",
        MultiFieldPanel(
            [
                "built_by", "cost", "matching", "consent_model", "hosting", "staffing",
                FieldRowPanel(["data_level", "sources"]), FieldRowPanel(["since", "since_precision"]),
            ],
            heading=_("Facts"),
        ),
        FieldRowPanel(["checked_on", "audience"]),
    ]  # fmt: skip


class SystemKindViewSet(ModelViewSet):
    model = SystemKind
    icon = "list-ul"
    menu_hook = SHELVES
    menu_order = 50
    index_view_class = GuardedIndexView
    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 50
    list_display = ["name", "plain", "order"]
    list_export = ["name", "slug", "plain", "good_for", "watch_for", "order"]
    search_fields = ["name", "slug"]
    panels = [FieldRowPanel(["name", "slug", "order"]), "plain", "good_for", "watch_for"]


VIEWSETS = (SystemViewSet(), SystemKindViewSet())
