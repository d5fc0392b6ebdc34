"""Rooms, schedules, hours and speakers in the editors' admin. What is read stands on the pages."""

from django.core.exceptions import PermissionDenied
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSetGroup

from cms.exports import GuardedIndexView
from cms.listings import ReadablePageViewSet
from cms.viewsets import RecordViewSet

from .admin_forms import PlacementForm, ScheduleForm
from .admin_views import release
from .models import ConveningPage, Placement, Room, Schedule, SessionPage, Speaker


def _is_kept(record) -> bool:
    """Whether readers see it, or saw it: only a draft is changed."""
    schedule = record.schedule if isinstance(record, Placement) else record
    return not schedule.is_draft


class OnlyDrafts:
    """For the views of one record."""

    def get_object(self, *args, **kwargs):
        record = super().get_object(*args, **kwargs)
        if _is_kept(record):
            raise PermissionDenied
        return record


class DraftEditView(OnlyDrafts, generic.EditView):
    pass


class DraftDeleteView(OnlyDrafts, generic.DeleteView):
    pass


class DraftIndexView(GuardedIndexView):
    """A list in which what is released has no door to change it."""

    def get_edit_url(self, instance):
        return None if _is_kept(instance) else super().get_edit_url(instance)

    def get_delete_url(self, instance):
        return None if _is_kept(instance) else super().get_delete_url(instance)


class ScheduleIndexView(DraftIndexView):
    def get_list_more_buttons(self, instance):
        hours = f"{reverse('placement:index')}?{urlencode({'schedule': instance.pk})}"
        buttons = [MenuItem(_("Hours and rooms"), url=hours, icon_name="date", priority=5)]
        if instance.is_draft:
            url = reverse("schedule:release", args=[instance.pk])
            buttons.append(MenuItem(_("Release"), url=url, icon_name="check", priority=6))
        return [*buttons, *super().get_list_more_buttons(instance)]


class ConveningViewSet(ReadablePageViewSet):
    model = ConveningPage
    icon = "date"
    menu_label = _("Convenings")
    name, url_prefix = "kept_convenings", "convening"
    list_filter = {"state": ["exact"], "starts": ["gte", "lte"], "live": ["exact"]}
    list_export = [
        "title", "slug", "audience", "summary", "organizer", "starts", "ends", "time_zone", "venue", "city", "state",
        "capacity", "attended", "live",
    ]  # fmt: skip


class SessionViewSet(ReadablePageViewSet):
    model = SessionPage
    icon = "user"
    menu_label = _("Sessions")
    name, url_prefix = "kept_sessions", "session"
    list_filter = ["form", "topics__topic", "challenges__challenge", "is_recorded", "live"]
    list_export = ["title", "slug", "audience", "form", "abstract", "capacity", "is_recorded", "wants_notes", "live"]


class RoomViewSet(RecordViewSet):
    model = Room
    icon = "home"
    form_fields = ["convening", "name", "seats", "access", "order"]
    list_display = ["name", "convening", "seats", "access", "order"]
    list_filter = ["convening"]
    list_export = ["convening", "name", "seats", "access", "order"]
    search_fields = ["name", "access"]
    help_texts = {
        "seats": _("How many people it seats."),
        "access": _("Steps, doors, a microphone, where the quiet corner is."),
    }


class ScheduleViewSet(RecordViewSet):
    model = Schedule
    icon = "date"
    index_view_class = ScheduleIndexView
    edit_view_class = DraftEditView
    delete_view_class = DraftDeleteView
    list_display = ["convening", "get_state_display", "begun", "released", "released_by", "note"]
    list_filter = ["convening", "state"]
    list_export = ["convening", "state", "begun", "released", "note"]
    search_fields = ["convening__title", "note"]

    def get_form_class(self, for_update=False):
        return ScheduleForm

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("release/<int:pk>/", release, name="release")]


class PlacementViewSet(RecordViewSet):
    model = Placement
    icon = "time"
    index_view_class = DraftIndexView
    edit_view_class = DraftEditView
    delete_view_class = DraftDeleteView
    list_display = ["session", "when", "room", "schedule"]
    list_filter = ["schedule", "room"]
    list_export = ["schedule", "session", "when", "room"]
    search_fields = ["session__title", "room__name"]
    ordering = ["schedule", "starts"]

    def get_form_class(self, for_update=False):
        return PlacementForm


class SpeakerViewSet(RecordViewSet):
    model = Speaker
    icon = "user"
    form_fields = ["session", "user", "order"]
    list_display = ["user", "session", "order"]
    list_filter = ["session"]
    list_export = ["session", "user", "order"]
    search_fields = ["user__name", "session__title"]


class ConveningsGroup(ModelViewSetGroup):
    menu_label = _("Convenings")
    menu_icon = "date"
    menu_order = 280
    items = (ConveningViewSet, SessionViewSet, ScheduleViewSet, PlacementViewSet, RoomViewSet, SpeakerViewSet)
