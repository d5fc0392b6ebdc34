"""Profiles in the editors' admin. Who reads what stays with the owner, and nobody is made or unmade here."""

from django.utils.translation import gettext_lazy as _

from cms.exports import YesNoColumn
from cms.menus import NETWORK
from cms.viewsets import RecordViewSet, comparing

from .admin_views import OpenEditView, OpenInspectView
from .models import Profile


class ProfileViewSet(RecordViewSet):
    model = Profile
    icon = "user"
    menu_label = _("People")
    menu_hook = NETWORK
    menu_order = 10
    edit_view_class = comparing(OpenEditView)
    inspect_view_class = OpenInspectView
    form_fields = [
        "job_title", "pronouns", "bio", "conflict_note", "expertise_offered", "help_wanted", "challenges_known",
        "capacity", "capacity_unit", "time_zone",
    ]  # fmt: skip
    list_display = ["name", "job_title", "readers", YesNoColumn("in_directory", label=_("In the directory"))]
    # Nothing that some let fewer than members read; the directory of the site is narrowed by what is open.
    list_filter = ["in_directory", "user__affiliation"]
    list_export = ["name", "job_title", "in_directory", "readers"]
    search_fields = ["user__name", "user__email", "job_title"]
    ordering = ["user__name"]
    inspect_view_enabled = True
    inspect_view_fields = [
        "user", "job_title", "pronouns", "bio", "conflict_note", "role_since", "expertise_offered", "help_wanted",
        "challenges_known", "capacity_in_words", "time_zone", "audience", "in_directory",
    ]  # fmt: skip
    help_texts = {
        "pronouns": _("As they wrote them themselves."),
        "bio": _("In their own words: correct a slip, and no more."),
        "conflict_note": _("How an attorney or a volunteer keeps clear of conflicts."),
        "expertise_offered": _("What others may ask them about."),
        "help_wanted": _("What they look for from others."),
        "challenges_known": _("Those that they have been through."),
        "capacity": _("How much in a month; 0 says that they have no time now. Nothing asks them for more."),
        "capacity_unit": _("What that number counts."),
        "time_zone": _("Where they work."),
    }
