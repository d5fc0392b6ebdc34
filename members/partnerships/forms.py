from django import forms
from django.utils.translation import gettext_lazy as _

from cms.characters import one_line

from .models import JoinRequest


class FindForm(forms.Form):
    """Which partnerships: by name, region or state."""

    q = forms.CharField(
        label=_("Search by name, city or state"), max_length=80, required=False, validators=[one_line],
        widget=forms.SearchInput(attrs={"list": "partnership-names", "autocomplete": "off"}),
    )  # fmt: skip

    def narrow(self, partnerships):
        """Those of `partnerships` that are meant; none if what was typed cannot be a name."""
        return partnerships.named(self.cleaned_data["q"]) if self.is_valid() else partnerships.none()


class JoinForm(forms.ModelForm):
    """Which of `partnerships`, in what role, and a line for whoever answers."""

    class Meta:
        model = JoinRequest
        fields = ["partnership", "job_title", "message"]
        widgets = {
            "job_title": forms.TextInput(attrs={"list": "job-titles"}),
            "message": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, partnerships, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partnership"] = forms.ModelChoiceField(
            partnerships, to_field_name="slug", label=_("Partnership"),
            error_messages={
                "required": _("Find your partnership and choose it."),
                "invalid_choice": _("There is no such partnership. Find yours and choose it."),
            },
        )  # fmt: skip


class DeclineForm(forms.ModelForm):
    class Meta:
        model = JoinRequest
        fields = ["reason"]
        labels = {"reason": _("Why not, and whom to ask")}
        widgets = {"reason": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True
