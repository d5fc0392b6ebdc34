"""Where editors keep data-system cards and the kinds of tools."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel

from cms.explaining import READERS
from cms.menus import SHELVES
from cms.viewsets import ReadableViewSet, RecordViewSet

from .models import System, SystemKind


class SystemViewSet(ReadableViewSet):
    model = System
    icon = "cog"
    menu_hook = SHELVES
    menu_order = 40
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
    help_texts = {
        "author": _("Whoever described it. Their name stands on the card as their profile allows."),
        "kinds": _("All that it is made of."),
        "body": _("Markdown. How it works on a Tuesday, for somebody who would build the same."),
        "not_again": _("The part that spares others a year. In their words."),
        "built_by": _("Who made it: staff, a vendor, volunteers."),
        "matching": _("By which keys, and who checks what does not match."),
        "consent_model": _("What families were asked, and which agreements it rests on."),
        "hosting": _("Whose machines, and in which country."),
        "staffing": _("How many people, with how many hours."),
        "data_level": _("The closest to a child that it holds."),
        "sources": _("How many organizations give data to it."),
        "since": _("When it first held data."),
        "audience": READERS,
    }


class SystemKindViewSet(RecordViewSet):
    model = SystemKind
    icon = "list-ul"
    menu_hook = SHELVES
    menu_order = 50
    list_display = ["name", "plain", "order"]
    list_export = ["name", "slug", "plain", "good_for", "watch_for", "order"]
    search_fields = ["name", "slug"]
    panels = [FieldRowPanel(["name", "slug", "order"]), "plain", "good_for", "watch_for"]
    help_texts = {
        "plain": _("What it is, in a sentence without a brand."),
        "good_for": _("Where it helps."),
        "watch_for": _("What goes wrong with it."),
    }


VIEWSETS = (SystemViewSet(), SystemKindViewSet())
