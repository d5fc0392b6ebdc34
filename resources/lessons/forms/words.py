"""Small forms that end in a reason, and the Markdown of a preview."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.fields import validate_markdown
from cms.inputs import TextField
from cms.markdown import LONGEST


def _reason(label, help_text="", *, required=True):
    widget = forms.Textarea(attrs={"rows": 4})
    return TextField(label=label, max_length=1_000, help_text=help_text, required=required, widget=widget)


class WithdrawForm(forms.Form):
    """Why a lesson is taken back."""

    reason = _reason(_("Why it is withdrawn"), _("Everybody who follows a link to the lesson reads this."))


class FlagForm(forms.Form):
    """What is wrong with a published lesson by now."""

    reason = _reason(
        _("What needs change, and why"),
        _(
            "The authors read this with your name, or with your role if your profile is only for you. Other readers "
            "see the reason, not who gave it."
        ),
    )


class ResolveForm(forms.Form):
    """What the authors answer to a flag."""

    answer = _reason(_("Your answer"), _("It goes to whoever raised the flag."), required=False)


class MarkdownForm(forms.Form):
    """Markdown to be previewed."""

    text = TextField(required=False, max_length=LONGEST, strip=False, validators=[validate_markdown])
