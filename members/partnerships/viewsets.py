"""Partnerships, rosters and requests in the editors' admin. Requests are answered on the site."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from .models import JoinRequest, Partnership, RosterEntry


class PartnershipViewSet(ModelViewSet):
    model = Partnership
    icon = "group"
    form_fields = ["name", "slug", "state", "region", "merged_into"]
    list_display = ["name", "state", "region"]
    list_filter = ["state"]
    search_fields = ["name", "region"]
    search_backend_name = None
    ordering = ["name"]
    copy_view_enabled = False


class RosterViewSet(ModelViewSet):
    model = RosterEntry
    icon = "user"
    menu_label = _("Rosters")
    form_fields = ["partnership", "user", "job_title", "is_steward", "joined", "left"]
    list_display = ["user", "partnership", "job_title", "is_steward", "joined", "left"]
    list_filter = ["partnership", "is_steward"]
    search_fields = ["user__name", "partnership__name"]
    search_backend_name = None
    copy_view_enabled = False


class JoinRequestViewSet(ModelViewSet):
    model = JoinRequest
    icon = "mail"
    menu_label = _("Requests to join")
    form_fields = ["job_title"]
    list_display = ["user", "aim", "created", "decision"]
    list_filter = ["decision", "affiliation", "partnership"]
    search_fields = ["user__name", "partnership__name", "organization"]
    search_backend_name = None
    ordering = ["-created"]
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = [
        "user", "partnership", "affiliation", "organization", "job_title", "message", "created", "decision",
        "decided_by", "reason",
    ]  # fmt: skip


class PartnershipsGroup(ModelViewSetGroup):
    menu_label = _("Partnerships")
    menu_icon = "group"
    menu_order = 250
    items = (PartnershipViewSet, RosterViewSet, JoinRequestViewSet)
