"""A spreadsheet that staff send."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import PendingImport


class UploadForm(forms.Form):
    subject = forms.ChoiceField(
        label=_("What is in the file?"), choices=PendingImport.Subject.choices, widget=forms.RadioSelect,
        initial=PendingImport.Subject.PARTNERSHIPS,
    )  # fmt: skip
    file = forms.FileField(
        label=_("The file"), allow_empty_file=True, max_length=200,
        help_text=_("CSV in UTF-8, or the first sheet of an .xlsx workbook; at most 2 MB and 2,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )  # fmt: skip
