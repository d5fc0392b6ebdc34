"""Spreadsheets of what editors keep, in which no cell is a formula."""

from wagtail.admin.views import generic

# What a spreadsheet program reads as a formula when a cell begins with it.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def is_formula(text: str) -> bool:
    return text.startswith(FORMULA_SIGNS)


def guarded(value):
    """`value` as a cell that no spreadsheet program runs: text that begins like a formula gets an apostrophe."""
    return f"'{value}" if isinstance(value, str) and is_formula(value) else value


class GuardedIndexView(generic.IndexView):
    """The list of a viewset with `list_export`: for ``index_view_class``."""

    def preprocess_field_value(self, field, value, export_format):
        return guarded(super().preprocess_field_value(field, value, export_format))
