"""Questions in the editors' admin: what they are called and filed under. Who reads them stays with whoever asked."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from cms.exports import GuardedIndexView

from .models import Question


class ReadableIndexView(GuardedIndexView):
    """Only those that whoever looks may read."""

    def get_base_queryset(self):
        return super().get_base_queryset().visible_to(self.request.viewer)


class ReadableOnly:
    """Every other view of a question, for administrators too."""

    def get_object(self, *args, **kwargs):
        question = super().get_object(*args, **kwargs)
        if not self.request.viewer.may_read(question):
            raise Http404
        return question


def _readable(view: type) -> type:
    return type(f"Readable{view.__name__}", (ReadableOnly, view), {})


class QuestionViewSet(ModelViewSet):
    model = Question
    icon = "help"
    menu_label = _("Questions")
    menu_order = 260
    add_to_admin_menu = True
    index_view_class = ReadableIndexView
    edit_view_class = _readable(ModelViewSet.edit_view_class)
    delete_view_class = _readable(ModelViewSet.delete_view_class)
    history_view_class = _readable(ModelViewSet.history_view_class)
    usage_view_class = _readable(ModelViewSet.usage_view_class)
    form_fields = ["title", "challenges", "topics"]
    list_display = ["title", "author", "written", "is_answered", "withdrawn"]
    list_filter = ["challenges", "topics", "written", "withdrawn_by"]
    list_export = ["code", "title", "body", "audience", "written", "edited", "accepted_on", "withdrawn"]
    search_fields = ["title", "body"]
    search_backend_name = None
    ordering = ["-written"]
    copy_view_enabled = False
