from django import forms
from django.utils.translation import gettext_lazy as _
from generic_notifications.preferences import get_notification_preferences
from generic_notifications.registry import registry

from .types import MAIL

NEVER = ""


class PaceForm(forms.Form):
    """How mail comes, for every kind of notice that a room has registered."""

    CHOICES = [("realtime", _("At once")), ("weekly", _("Once a week")), (NEVER, _("No mail"))]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        for wish in get_notification_preferences(user):
            kind = wish["notification_type"]
            if not kind.can_reach(user):
                continue
            pace = wish["notification_frequency"] if wish["channels"][MAIL]["enabled"] else NEVER
            self.fields[kind.key] = forms.ChoiceField(
                label=kind.name, choices=self.CHOICES, initial=pace, required=False, widget=forms.RadioSelect
            )

    def paces(self) -> dict:
        """What was chosen, by kind; see `actions.set_pace`. What the request did not say stays as it is."""
        said = {key: pace for key, pace in self.cleaned_data.items() if key in self.data}
        return {registry.get_type(key): pace or None for key, pace in said.items()}

    @staticmethod
    def no_mail() -> dict:
        return dict.fromkeys(registry.get_all_types())
