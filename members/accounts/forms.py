from django import forms
from django.utils.translation import gettext_lazy as _


class NameForm(forms.Form):
    """What we ask at sign-up beside email and password."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))

    def signup(self, request, user):
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
