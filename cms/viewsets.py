"""Views of the editors' admin for what members write, and for what has readers of its own.

Nobody opens here what they may not read on the site, administrators neither: rows come through `visible_to` of the
model's default manager. And nobody replaces unseen what somebody else saved meanwhile.
"""

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from wagtail.admin.viewsets.model import ModelViewSet

from .editions import EditionForm, Meanwhile
from .explaining import explained
from .exports import GuardedIndexView


class ExplainingViewSet:
    """A viewset whose forms say what belongs into a field: `help_texts`, by the name of the field."""

    help_texts: dict[str, str] = {}

    def get_form_class(self, for_update=False):
        return explained(super().get_form_class(for_update), self.help_texts)


class RecordViewSet(ExplainingViewSet, ModelViewSet):
    """What the lists of all records share: spreadsheets without formulas, and help at the fields."""

    index_view_class = GuardedIndexView
    search_backend_name = None  # The database finds them; these records need no index of Wagtail's.
    copy_view_enabled = False
    list_per_page = 50


class ReadableIndexView(GuardedIndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().visible_to(self.request.viewer)


class ReadableOnly:
    """For every other view of one row."""

    def get_object(self, *args, **kwargs):
        thing = super().get_object(*args, **kwargs)
        return get_object_or_404(type(thing)._default_manager.visible_to(self.request.viewer), pk=thing.pk)


def readable(view: type) -> type:
    """`view`, for those rows only that whoever looks may read."""
    return type(f"Readable{view.__name__}", (ReadableOnly, view), {})


class ReadableViewSet(RecordViewSet):
    """A viewset for what has readers of its own."""

    index_view_class = ReadableIndexView
    edit_view_class = readable(ModelViewSet.edit_view_class)
    delete_view_class = readable(ModelViewSet.delete_view_class)
    inspect_view_class = readable(ModelViewSet.inspect_view_class)
    history_view_class = readable(ModelViewSet.history_view_class)
    usage_view_class = readable(ModelViewSet.usage_view_class)


class ComparingEdit:
    """For an edit view: 409 and both texts if the row is no longer what the form was begun from."""

    template_name = "cms/admin/edit.html"
    meanwhile: list[Meanwhile] = []

    def post(self, *args, **kwargs):
        # Locked until it is saved: what the form is compared with is what it replaces.
        with transaction.atomic():
            return super().post(*args, **kwargs)

    def get_queryset(self):
        rows = super().get_queryset()
        return rows.select_for_update() if self.request.method == "POST" else rows

    def get_form_class(self):
        form_class = super().get_form_class()
        return type(f"Edition{form_class.__name__}", (form_class, EditionForm), {})

    def is_valid(self, form):
        if not super().is_valid(form):
            return False
        found = form.overtaken()
        if found:
            self.meanwhile = form.take_in(found)
            self.produced_error_code = "overtaken"
            self.produced_error_message = _("Not saved yet: somebody saved it meanwhile.")
        return not found

    def render_to_response(self, context, **kwargs):
        return super().render_to_response(
            {**context, "meanwhile": self.meanwhile}, **kwargs, **({"status": 409} if self.meanwhile else {})
        )


def comparing(view: type) -> type:
    """The edit `view`, for rows that others may change while it is open."""
    return type(f"Comparing{view.__name__}", (ComparingEdit, view), {})
