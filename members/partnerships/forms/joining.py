"""Asking to join, and answering."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.characters import one_line
from members.accounts.models import User

from ..models import JoinRequest


class FindForm(forms.Form):
    """Which partnerships: by name, region or state."""

    q = forms.CharField(
        label=_("Search by name, city or state"), max_length=80, required=False, validators=[one_line],
        widget=forms.SearchInput(attrs={
            "list": "partnership-names", "autocomplete": "off", "placeholder": _("a name, a city or a state")
        }),
    )  # fmt: skip

    def narrow(self, partnerships):
        """Those of `partnerships` that are meant; none if what was typed cannot be a name."""
        return partnerships.named(self.cleaned_data["q"]) if self.is_valid() else partnerships.none()


class AimField(forms.ModelChoiceField):
    """A partnership by its address, or an affiliation by its name after a colon, which no address has."""

    affiliations = {f":{name}": User.Affiliation(name) for name, _label in JoinRequest.AFFILIATIONS}
    without_partnership = [(":attorney", _("None: I am an attorney")), (":volunteer", _("None: I am a volunteer"))]

    def to_python(self, value):
        return self.affiliations.get(value) or super().to_python(value)


class JoinForm(forms.ModelForm):
    """Which of `partnerships`, or as what of which organization; in what role, and a line for whoever answers."""

    class Meta:
        model = JoinRequest
        fields = ["organization", "job_title", "message"]
        widgets = {
            "job_title": forms.TextInput(attrs={"list": "job-titles"}),
            "message": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, partnerships, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partnership"] = AimField(
            partnerships, to_field_name="slug", label=_("Partnership"),
            error_messages={
                "required": _("Find your partnership and choose it, or choose what you are."),
                "invalid_choice": _("There is no such partnership. Find yours and choose it."),
            },
        )  # fmt: skip
        self.order_fields(["partnership"])

    def clean(self):
        is_affiliated = isinstance(self.cleaned_data.get("partnership"), User.Affiliation)
        if is_affiliated and self.cleaned_data.get("organization") == "":
            self.add_error("organization", _("Name it, so that network staff know who asks."))

    def wishes(self) -> dict:
        """What is asked for, as `actions.request_to_join` takes it."""
        said = {name: self.cleaned_data[name] for name in ("job_title", "message")}
        aim = self.cleaned_data["partnership"]
        if isinstance(aim, User.Affiliation):
            return {**said, "affiliation": aim.value, "organization": self.cleaned_data["organization"]}
        return {**said, "partnership": aim}


class DeclineForm(forms.ModelForm):
    class Meta:
        model = JoinRequest
        fields = ["reason"]
        labels = {"reason": _("Why not, and whom to ask")}
        widgets = {"reason": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True
