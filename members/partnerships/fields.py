"""What a partnership keeps in one column: letters of states, and addresses on the web."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.characters import one_line
from cms.fields import is_address
from cms.inputs import LinesField as LinesInput

from .states import STATES

MOST_LINKS = 8
LONGEST_ADDRESS = 300


def validate_free(value: str) -> None:
    """A partnership's page lies beside pages of the site."""
    if value == "import":
        raise ValidationError(_("A page of this site has this address. Choose another."))


class StatesInput(forms.CharField):
    """Letters of states by comma: “KY, IN”; cleans to a tuple."""

    def to_python(self, value):
        letters = tuple(dict.fromkeys(super().to_python(value).upper().replace(",", " ").split()))
        if unknown := [one[:10] for one in letters if one not in STATES]:
            raise ValidationError(_("No state has the letters %(letters)s."), params={"letters": ", ".join(unknown)})
        return letters

    def run_validators(self, value):
        # Those of CharField measure text; letters that are states need no more.
        return None

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, tuple | list) else value

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial or ()), data)


class StatesField(models.CharField):
    """Letters of states as a tuple; kept as “KY OH”, so that `contains` finds one of them."""

    def __init__(self, verbose_name=None, **kwargs):
        words = _("Their two letters, by comma: KY, IN.")
        super().__init__(
            verbose_name, **{"max_length": 180, "blank": True, "default": tuple, "help_text": words, **kwargs}
        )

    def from_db_value(self, value, expression, connection):
        return self.to_python(value)

    def to_python(self, value):
        return tuple(value.split()) if isinstance(value, str) else tuple(value or ())

    def get_prep_value(self, value):
        return " ".join(self.to_python(value))

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value, model_instance):
        if unknown := [one for one in value if one not in STATES]:
            raise ValidationError(_("No state has the letters %(letters)s."), params={"letters": ", ".join(unknown)})

    def run_validators(self, value):
        # Those of CharField measure text.
        return None

    def formfield(self, **kwargs):
        return models.Field.formfield(self, form_class=StatesInput, **{"required": False, **kwargs})


class LinksInput(LinesInput):
    """A name and an address to a line: “Report card: https://…”; cleans to pairs."""

    def __init__(self, **kwargs):
        super().__init__(**{"most_lines": MOST_LINKS, "longest_line": LONGEST_ADDRESS + 80, **kwargs})

    def clean(self, value):
        return [self._pair(line) for line in super().clean(value)]

    def _pair(self, line: str) -> list[str]:
        label, _space, address = line.rpartition(" ")
        label = label.strip().rstrip(":").strip()
        try:
            is_address(address)
            one_line(label)
        except ValidationError:
            address = ""
        if not label or not address or len(label) > 60 or len(address) > LONGEST_ADDRESS:
            words = _(
                "Write a name and a whole address, as in “Report card: https://example.org/card”, not “%(line)s”."
            )
            raise ValidationError(words, params={"line": line[:80]})
        return [label, address]

    def prepare_value(self, value):
        return "\n".join(f"{label}: {url}" for label, url in value) if isinstance(value, list) else value


class LinksField(models.JSONField):
    """Pairs of a name and an address, kept as JSON."""

    def __init__(self, verbose_name=None, **kwargs):
        words = _("A name and an address to a line: “Report card: https://example.org/card”.")
        super().__init__(verbose_name, **{"default": list, "blank": True, "help_text": words, **kwargs})

    def formfield(self, **kwargs):
        # JSONField's own form field would ask for JSON.
        kwargs.pop("encoder", None)
        return models.Field.formfield(self, form_class=LinksInput, **{"required": False, **kwargs})
