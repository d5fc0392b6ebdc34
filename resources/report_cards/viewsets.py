"""Where editors keep the shelf."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel

from cms.explaining import READERS
from cms.menus import SHELVES
from cms.viewsets import ReadableViewSet

from .models import ReportCard


class ReportCardViewSet(ReadableViewSet):
    model = ReportCard
    icon = "doc-full"
    menu_label = _("Report cards")
    menu_hook = SHELVES
    menu_order = 30
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
    help_texts = {
        "sort": _("A baseline is the first one."),
        "outcomes": _("Those that it reports on."),
        "approved_on": _("The day on which that table said yes."),
        "approved_how": _("By vote, by silence, in which meeting."),
        "provenance": _("Who brought which numbers together, and what was argued about."),
        "groups": _("Which groups it shows by themselves, and why these."),
        "audience": READERS,
    }
