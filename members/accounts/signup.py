"""What we ask at sign-up beside email and password; allauth builds its own form on top of it."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.characters import one_line


class SignUpFields(forms.Form):
    field_order = ["email", "name", "password1", "rules", "privacy"]  # who one is first, then what one agrees to

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As colleagues know you."),
        max_length=120,
        validators=[one_line],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    rules = forms.BooleanField(
        label=_("I will follow the house rules, and will never put records about students here.")
    )
    privacy = forms.BooleanField(
        label=_("You may keep my name, email, role and partnership to run my account, as the privacy page says.")
    )

    def signup(self, request, user):
        user.name = self.cleaned_data["name"]
        user.agreed = timezone.now()
        user.save(update_fields=["name", "agreed"])
