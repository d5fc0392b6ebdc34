from django import forms
from django.utils.translation import gettext_lazy as _

from cms.characters import one_line

from .glossary import asked_for


class GlossaryForm(forms.Form):
    """Which terms: by a name, another name, or a word of the meaning."""

    q = forms.CharField(
        label=_("Search the glossary"), max_length=80, required=False, validators=[one_line],
        widget=forms.SearchInput(attrs={"autocomplete": "off", "placeholder": _("masking, CI, the table")}),
    )  # fmt: skip

    @property
    def text(self) -> str:
        return self.cleaned_data["q"] if self.is_valid() else ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing narrows the terms."""
        return self.is_valid() and not self.cleaned_data["q"]

    def narrow(self, terms) -> list:
        """Those of `terms` that are meant; none if what was typed cannot be a word."""
        return asked_for(terms, self.cleaned_data["q"]) if self.is_valid() else []
