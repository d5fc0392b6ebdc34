from django import forms
from django.utils.translation import gettext_lazy as _

from cms.audiences import MEMBERS, PUBLIC, user_token
from cms.characters import one_line
from members.accounts.models import User

from .models import Profile


class ProfileForm(forms.Form):
    """How somebody is shown, and to whom."""

    name = forms.CharField(
        label=_("Name"), max_length=User._meta.get_field("name").max_length, validators=[one_line],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )  # fmt: skip
    job_title = forms.CharField(
        label=_("Role"), max_length=Profile._meta.get_field("job_title").max_length, validators=[one_line],
        required=False, widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )  # fmt: skip
    audience = forms.ChoiceField(
        label=_("Who may read it"),
        widget=forms.RadioSelect,
        help_text=_(
            "“Only me” hides your name on pages, in lists, in the search and in notices: your role stands there. Still "
            "by name know you whoever writes a lesson with you, the stewards of your partnership, and network staff "
            "and reviewers in the editors’ admin."
        ),
    )

    def __init__(self, *args, profile: Profile, **kwargs):
        initial = {"name": profile.name, "job_title": profile.job_title, "audience": profile.audience}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["audience"].choices = [
            (PUBLIC, _("Everyone")), (MEMBERS, _("Members")), (user_token(profile.user_id), _("Only me")),
        ]  # fmt: skip
