"""Fields of members' forms: text without what cannot be shown, keys, dates within reach, one thing a line."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .characters import readable_text
from .dates import EARLIEST, LATEST, PartialDate

# Word and PDF readers paste vertical tabs and form feeds where people see line breaks.
_BREAKS = re.compile(r"\r\n?|\x0b|\x0c")


class TextField(forms.CharField):
    """Text with ``\\n`` as its only line break, and no character that cannot be shown."""

    def to_python(self, value):
        text = super().to_python(value)
        text = _BREAKS.sub("\n", text) if isinstance(text, str) else text
        if text:
            readable_text(text)
        return text

    def has_changed(self, initial, data):
        return super().has_changed(_BREAKS.sub("\n", initial or "").strip(), data)


class KeysField(forms.ModelMultipleChoiceField):
    """Several rows by key; a number that no key can be is no choice, like one that no row has."""

    def clean(self, value):
        for key in value or ():
            # SQLite takes no number beyond 64 bits, not even to look for it.
            if len(str(key)) > 18:
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": str(key)[:18] + "…"}
                )
        return super().clean(value)


def within_reach(when: date) -> None:
    """A day, or a moment, of a year that people of ours could mean."""
    if not EARLIEST.year <= when.year <= LATEST.year:
        years = {"first": EARLIEST.year, "last": LATEST.year}
        raise ValidationError(_("Choose a year from %(first)s to %(last)s."), params=years)


class DayField(forms.DateField):
    default_validators = [within_reach]


class MomentField(forms.DateTimeField):
    default_validators = [within_reach]


class PartialDateField(TextField):
    """``2026``, ``2026-11`` or ``2026-11-24``; cleans to a PartialDate or None."""

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 10, "required": False, **kwargs})

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        try:
            return PartialDate.parse(text)
        except ValueError:
            raise ValidationError(_("Write a date as 2026, 2026-11 or 2026-11-24.")) from None

    def run_validators(self, value):
        # Those of CharField measure text.
        if value:
            within_reach(value.first)

    def validate(self, value):
        if value is None:
            super().validate("")

    def prepare_value(self, value):
        return value.typed if isinstance(value, PartialDate) else value

    def has_changed(self, initial, data):
        return str(self.prepare_value(initial) or "") != str(data or "").strip()


class LinesField(TextField):
    """One thing a line; cleans to a list of texts."""

    def __init__(self, *, longest_line=200, most_lines=30, **kwargs):
        self.longest_line, self.most_lines = longest_line, most_lines
        super().__init__(**{"required": False, "widget": forms.Textarea, **kwargs})

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).split("\n")]
        lines = [line for line in lines if line]
        if len(lines) > self.most_lines:
            raise ValidationError(_("At most %(most)s lines.") % {"most": self.most_lines})
        if any(len(line) > self.longest_line for line in lines):
            raise ValidationError(_("At most %(most)s characters a line.") % {"most": self.longest_line})
        return lines

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial or []), data)
