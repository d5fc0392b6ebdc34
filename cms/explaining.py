"""What editors are told at the fields of a form in the admin, where the model itself says nothing of them."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

READERS = _("Fewer readers hold at once: on pages, in lists, counts and the search.")


class Explained:
    """A form with `help_texts`, by the name of the field."""

    help_texts: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, text in self.help_texts.items():
            if name in self.fields:
                self.fields[name].help_text = text


class ExplainedPageForm(Explained, WagtailAdminPageForm):
    """For ``base_form_class``: the texts stand on the model of the page."""

    @property
    def help_texts(self) -> dict[str, str]:
        return self._meta.model.help_texts


def explained(form_class: type, help_texts: dict[str, str]) -> type:
    """`form_class`, with `help_texts`."""
    return type(form_class.__name__, (Explained, form_class), {"help_texts": help_texts})
