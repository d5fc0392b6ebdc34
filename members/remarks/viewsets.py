"""Comments and reports in the editors' admin, to look through and take home. They are decided on the site."""

from django.utils.translation import gettext_lazy as _

from cms.menus import TALK
from cms.viewsets import ReadableViewSet

from .models import Comment, Report


class CommentViewSet(ReadableViewSet):
    model = Comment
    icon = "comment"
    menu_hook = TALK
    menu_order = 20
    form_fields = ["text"]
    list_display = ["text", "kind", "author", "written", "removed"]
    list_filter = ["kind", "written", "removed_by"]
    list_export = ["code", "kind", "text", "written", "edited", "removed", "removed_by"]
    search_fields = ["text"]
    ordering = ["-written"]
    help_texts = {
        "text": _("Its writer’s words."),
    }


class ReportViewSet(ReadableViewSet):
    model = Report
    icon = "warning"
    menu_hook = TALK
    menu_order = 30
    form_fields = ["why"]
    list_display = ["why", "kind", "raised", "decision", "decided"]
    list_filter = ["why", "decision", "kind"]
    list_export = ["code", "kind", "why", "reason", "quote", "raised", "decision", "decided", "answer"]
    search_fields = ["reason", "quote"]
    ordering = ["-raised"]
    help_texts = {
        "why": _("As whoever reported it chose."),
    }


VIEWSETS = (CommentViewSet(), ReportViewSet())
