from allauth.account.forms import LoginForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
    """Email and password; says how long a session lasts before it starts one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""  # the way to a new one stands beside the button, not before the field
        self.fields["remember"].label = _("Stay signed in on this device")
        self.fields["remember"].help_text = _(
            "For %(days)d days. Otherwise you are signed out when the browser closes."
        ) % {"days": settings.SESSION_COOKIE_AGE // 86_400}


class EraseForm(forms.Form):
    sure = forms.BooleanField(label=_("Yes, erase my account. I know that nobody can bring it back."))
