"""Profiles in the editors' admin. Who reads what stays with the owner, and nobody is made or unmade here."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from cms.exports import GuardedIndexView
from cms.menus import NETWORK
from cms.viewsets import comparing

from .admin_views import OpenEditView, OpenInspectView
from .models import Profile


class ProfileViewSet(ModelViewSet):
    model = Profile
    icon = "user"
    menu_label = _("People")
    menu_hook = NETWORK
    menu_order = 10
    index_view_class = GuardedIndexView
    edit_view_class = comparing(OpenEditView)
    inspect_view_class = OpenInspectView
    form_fields = [
        "job_title", "pronouns", "bio", "conflict_note", "expertise_offered", "help_wanted", "challenges_known",
        "capacity", "capacity_unit", "time_zone",
    ]  # fmt: skip
    list_display = ["name", "job_title", "readers", "in_directory"]
    # Nothing that some let fewer than members read; the directory of the site is narrowed by what is open.
    list_filter = ["in_directory", "user__affiliation"]
    list_export = ["name", "job_title", "in_directory", "readers"]
    search_fields = ["user__name", "user__email", "job_title"]
    search_backend_name = None
    ordering = ["user__name"]
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = [
        "user", "job_title", "pronouns", "bio", "conflict_note", "role_since", "expertise_offered", "help_wanted",
        "challenges_known", "capacity_in_words", "time_zone", "audience", "in_directory",
    ]  # fmt: skip
