"""Lessons and the flags on them in the editors' admin, as lists. Lessons are written and flagged on the site."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from cms.listings import ReadablePageViewSet
from cms.menus import SHELVES, TALK
from cms.policies import ReadPolicy
from cms.viewsets import ReadableIndexView, RecordViewSet, readable

from .models import ChangeFlag, LessonPage


class LessonViewSet(ReadablePageViewSet):
    model = LessonPage
    icon = "doc-full"
    menu_label = _("Lessons")
    menu_hook = SHELVES
    menu_order = 5
    list_filter = {
        **{name: ["exact"] for name in ("challenges", "outcomes", "topics", "data_level", "live")},
        "first_published_at": ["gte", "lte"],
    }
    list_export = [
        "title", "slug", "audience", "partnership", "summary", "data_level", "live", "first_published_at",
        "last_published_at", "withdrawn_on",
    ]  # fmt: skip


class ChangeFlagViewSet(RecordViewSet):
    """Whoever owns the lesson answers a flag, on the site."""

    model = ChangeFlag
    icon = "warning"
    menu_label = _("Flags on lessons")
    menu_hook = TALK
    menu_order = 40
    index_view_class = ReadableIndexView
    inspect_view_class = readable(ModelViewSet.inspect_view_class)
    history_view_class = readable(ModelViewSet.history_view_class)
    usage_view_class = readable(ModelViewSet.usage_view_class)
    form_fields = []
    list_display = ["reason", "lesson", "raised", "resolved"]
    list_filter = {"raised": ["gte", "lte"], "resolved": ["isnull"]}
    list_export = ["code", "lesson", "reason", "raised", "resolved"]
    search_fields = ["reason", "lesson__title"]
    ordering = ["-raised"]
    inspect_view_enabled = True
    inspect_view_fields = ["lesson", "reason", "raised", "resolved"]


register_permission_policy(ChangeFlag, ReadPolicy(ChangeFlag))
