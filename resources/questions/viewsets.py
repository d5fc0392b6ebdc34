"""Questions and answers in the editors' admin. Editors file questions; who reads them stays with whoever asked."""

from django.utils.translation import gettext_lazy as _
from wagtail.permissions import register_permission_policy

from cms.menus import TALK
from cms.policies import ReadPolicy
from cms.viewsets import ReadableViewSet, comparing

from .models import Answer, Question


class QuestionViewSet(ReadableViewSet):
    model = Question
    icon = "help"
    menu_label = _("Questions")
    menu_hook = TALK
    menu_order = 10
    edit_view_class = comparing(ReadableViewSet.edit_view_class)
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


class AnswerViewSet(ReadableViewSet):
    """Those that stand; whoever wrote one changes or withdraws it, on the site."""

    model = Answer
    icon = "comment"
    menu_label = _("Answers")
    menu_hook = TALK
    menu_order = 15
    form_fields = []
    list_display = ["question", "author", "written", "edited"]
    list_filter = {
        "question__challenges": ["exact"],
        "question__topics": ["exact"],
        "written": ["gte", "lte"],
    }
    list_export = ["code", "question.code", "question.title", "body", "written", "edited"]
    export_headings = {"question.code": _("Code of the question"), "question.title": _("Question")}
    search_fields = ["body", "question__title"]
    ordering = ["-written"]
    inspect_view_enabled = True
    inspect_view_fields = ["question", "body", "written", "edited"]


register_permission_policy(Answer, ReadPolicy(Answer))
