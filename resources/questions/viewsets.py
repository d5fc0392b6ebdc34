"""Questions in the editors' admin: what they are called and filed under. Who reads them stays with whoever asked."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from cms.menus import TALK
from cms.viewsets import ReadableIndexView, RecordViewSet, comparing, readable

from .models import Question


class QuestionViewSet(RecordViewSet):
    model = Question
    icon = "help"
    menu_label = _("Questions")
    menu_hook = TALK
    menu_order = 10
    index_view_class = ReadableIndexView
    edit_view_class = comparing(readable(ModelViewSet.edit_view_class))
    delete_view_class = readable(ModelViewSet.delete_view_class)
    history_view_class = readable(ModelViewSet.history_view_class)
    usage_view_class = readable(ModelViewSet.usage_view_class)
    form_fields = ["title", "challenges", "topics"]
    list_display = ["title", "author", "written", "is_answered", "withdrawn"]
    list_filter = ["challenges", "topics", "written", "withdrawn_by"]
    list_export = ["code", "title", "body", "audience", "written", "edited", "accepted_on", "withdrawn"]
    search_fields = ["title", "body"]
    ordering = ["-written"]
    help_texts = {
        "challenges": _("At most five."),
        "topics": _("At most five."),
    }
