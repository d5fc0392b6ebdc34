"""Spreadsheets of what editors keep, in which no cell is a formula."""

from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

# What a spreadsheet program reads as a formula when a cell begins with it.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def is_formula(text: str) -> bool:
    return text.startswith(FORMULA_SIGNS)


def guarded(value):
    """`value` as a cell that no spreadsheet program runs: text that begins like a formula gets an apostrophe."""
    return f"'{value}" if isinstance(value, str) and is_formula(value) else value


def yes_or_no(value: bool) -> str:
    return _("Yes") if value else _("No")


class YesNoColumn(Column):
    """Whether it is so, in a word."""

    def get_value(self, instance):
        return yes_or_no(super().get_value(instance))


class GuardedIndexView(generic.IndexView):
    """The list of a viewset with `list_export`: for ``index_view_class``."""

    def preprocess_field_value(self, field, value, export_format):
        if isinstance(value, bool):
            return yes_or_no(value)
        return guarded(super().preprocess_field_value(field, value, export_format))

    def get_filename(self):
        return slugify(self.model._meta.verbose_name_plural) or super().get_filename()
