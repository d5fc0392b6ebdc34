from django import forms
from django.utils.translation import gettext_lazy as _

from cms.characters import readable_text
from cms.editions import EditionForm
from cms.inputs import TextField

from .models import LONGEST_COMMENT, LONGEST_REASON, Report


class CommentForm(EditionForm):
    """A comment at a place of a page."""

    place = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)
    text = TextField(
        label=_("Your comment"), max_length=LONGEST_COMMENT, validators=[readable_text],
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class ReportForm(forms.Form):
    why = forms.ChoiceField(label=_("What is wrong with it"), choices=Report.Why, widget=forms.RadioSelect)
    reason = TextField(
        label=_("In your words"), max_length=LONGEST_REASON, required=False, validators=[readable_text],
        help_text=_("Network staff read this, with your name and the comment that you report. Nobody else does."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def clean(self):
        said = super().clean()
        if said.get("why") == Report.Why.OTHER and said.get("reason") == "":
            self.add_error("reason", _("Say what it is."))
        return said


class DecisionForm(forms.Form):
    answer = TextField(
        label=_("An answer to whoever reported it"), max_length=LONGEST_REASON, required=False,
        validators=[readable_text], widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
