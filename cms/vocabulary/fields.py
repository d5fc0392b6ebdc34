"""Lists of short texts, which editors write one to a line."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _


class Lines(forms.CharField):
    """A text area whose value is a list: one entry per line, empty lines and doubles left out."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        if isinstance(value, list):
            return value
        lines = (line.strip() for line in (value or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def has_changed(self, initial, data):
        return self.to_python(initial) != self.to_python(data)


class LinesField(models.JSONField):
    """A list of short texts, kept as JSON."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"default": list, "blank": True, "help_text": _("One to a line."), **kwargs})

    def formfield(self, **kwargs):
        # JSONField's own form field would ask editors for JSON.
        kwargs.pop("encoder", None)
        return models.Field.formfield(self, form_class=Lines, **{"required": not self.blank, **kwargs})
