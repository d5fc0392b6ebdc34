"""Where editors keep the shelf."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.admin.viewsets.model import ModelViewSet

from cms.exports import GuardedIndexView
from cms.menus import SHELVES

from .models import ReportCard


class ReportCardViewSet(ModelViewSet):
    model = ReportCard
    icon = "doc-full"
    menu_label = _("Report cards")
    menu_hook = SHELVES
    menu_order = 30
    index_view_class = GuardedIndexView
    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 50
    list_display = ["title", "partnership", "year", "table", "approved_on", "get_audience_display"]
    list_filter = ["sort", "year", "outcomes", "partnership", "audience"]
    list_export = [
        "title", "slug", "partnership", "year", "sort", "table", "approved_on", "approved_how", "provenance", "groups",
        "smallest_group", "link", "audience",
    ]  # fmt: skip
    search_fields = ["title", "slug", "table", "provenance"]
    panels = [
        FieldRowPanel(["title", "slug"]), FieldRowPanel(["partnership", "year", "sort"]), "outcomes",
        MultiFieldPanel(
            ["table", FieldRowPanel(["approved_on", "approved_how"]), "provenance"],
            heading=_("Who made and approved it"),
        ),
        MultiFieldPanel(["groups", "smallest_group"], heading=_("Student groups")),
        "link", "audience",
    ]  # fmt: skip
