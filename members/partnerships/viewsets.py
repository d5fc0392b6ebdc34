"""Partnerships, rosters and requests in the editors' admin. Requests are answered on the site."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from cms.menus import NETWORK
from cms.viewsets import ReadableIndexView, ReadableViewSet, RecordViewSet, comparing

from .models import FacedChallenge, JoinRequest, Partnership, RosterEntry, Stage


class PartnershipViewSet(RecordViewSet):
    model = Partnership
    icon = "group"
    menu_hook = NETWORK
    menu_order = 20
    edit_view_class = comparing(ModelViewSet.edit_view_class)
    form_fields = [
        "name", "short_name", "slug", "city", "state", "other_states", "region", "locale", "story", "outcomes",
        "tables", "backbone", "founded", "districts", "links", "source", "is_limited_to_source", "was_at_data_2013",
        "merged_into",
    ]  # fmt: skip
    list_display = ["name", "state", "region", "backbone"]
    list_filter = ["state", "outcomes", "stages__gateway", "is_limited_to_source", "was_at_data_2013", "is_demo"]
    list_export = [
        "name", "short_name", "slug", "city", "state", "other_letters", "region", "locale", "story", "backbone",
        "founded", "districts", "tables", "source", "is_demo",
    ]  # fmt: skip
    search_fields = ["name", "short_name", "city", "region", "backbone"]
    ordering = ["name"]
    help_texts = {
        "short_name": _("As its own people call it, where space is short."),
        "outcomes": _("Those that it watches as a partnership, not all that its members work on."),
        "backbone": _("The organization whose staff keeps the partnership going."),
        "founded": _("The year is enough."),
        "districts": _("How many school districts take part."),
        "is_limited_to_source": _("Its page then says so. It goes off when a keeper saves the page."),
        "was_at_data_2013": _("Only if a source says so."),
        "merged_into": _("Its page leads there, and that one’s members read what was for its own people."),
    }


class StageViewSet(RecordViewSet):
    model = Stage
    icon = "success"
    menu_hook = NETWORK
    menu_order = 30
    menu_label = _("Gateways reached")
    panels = ["partnership", "gateway", "since", "since_precision"]
    list_display = ["partnership", "gateway", Column("since_shown", label=_("since"), sort_key="since")]
    list_filter = ["gateway__scheme", "gateway", "partnership"]
    list_export = ["partnership", "gateway", "since", "since_precision"]
    search_fields = ["partnership__name", "gateway__name"]
    ordering = ["partnership__name", "since"]
    help_texts = {
        "gateway": _("As its scheme named it then: an older scheme stays with what was reached under it."),
        "since": _("The day on which it was reached."),
    }


class RegisterIndexView(ReadableIndexView):
    """Lines for a partnership's own people are for nobody else, editors included."""

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("partnership", "challenge")


class FacedChallengeViewSet(ReadableViewSet):
    """Stewards write it, on the site; editors read what is for them."""

    model = FacedChallenge
    icon = "warning"
    menu_hook = NETWORK
    menu_order = 60
    menu_label = _("Challenge register")
    index_view_class = RegisterIndexView
    form_fields = ["weight"]
    list_display = ["partnership", "challenge", "since_shown", "get_weight_display", "readers"]
    list_filter = ["challenge", "challenge__family", "weight", "partnership"]
    list_export = ["partnership", "challenge", "since", "until", "weight", "tried", "readers"]
    search_fields = ["partnership__name", "challenge__name"]
    ordering = ["partnership__name", "challenge__name"]
    inspect_view_enabled = True
    inspect_view_fields = ["partnership", "challenge", "since_shown", "until_shown", "weight", "tried", "readers"]
    help_texts = {
        "weight": _("As its steward says."),
    }


class RosterViewSet(RecordViewSet):
    model = RosterEntry
    icon = "user"
    menu_hook = NETWORK
    menu_order = 40
    menu_label = _("Rosters")
    panels = ["partnership", "user", "job_title", "is_steward", "joined", "left"]
    list_display = ["user", "partnership", "job_title", "is_steward", "joined", "left"]
    list_filter = ["partnership", "is_steward"]
    list_export = ["partnership.slug", "user.email", "user.name", "job_title", "is_steward", "joined", "left"]
    export_headings = {"partnership.slug": _("Partnership"), "user.email": _("Email"), "user.name": _("Name")}
    search_fields = ["user__name", "partnership__name"]
    help_texts = {
        "is_steward": _("Stewards answer requests, and keep the page, the roster and the challenge register."),
        "joined": _("From this day on they read what is for members and for this partnership."),
        "left": _("On this day that ends. Enter it, and do not delete the line: it is who was there."),
    }


class JoinRequestViewSet(RecordViewSet):
    model = JoinRequest
    icon = "mail"
    menu_hook = NETWORK
    menu_order = 50
    menu_label = _("Requests to join")
    list_export = ["user.name", "aim", "job_title", "created", "decision"]
    export_headings = {"user.name": _("Name")}
    form_fields = ["job_title"]
    list_display = ["user", "aim", "created", "decision"]
    list_filter = ["decision", "affiliation", "partnership"]
    search_fields = ["user__name", "partnership__name", "organization"]
    ordering = ["-created"]
    inspect_view_enabled = True
    inspect_view_fields = [
        "user", "partnership", "affiliation", "organization", "job_title", "message", "created", "decision",
        "decided_by", "reason",
    ]  # fmt: skip
    help_texts = {
        "job_title": _("In their words."),
    }


VIEWSETS = (PartnershipViewSet(), StageViewSet(), RosterViewSet(), JoinRequestViewSet(), FacedChallengeViewSet())
