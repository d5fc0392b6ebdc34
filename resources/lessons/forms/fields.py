"""Free tags, as members type them."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from taggit.utils import edit_string_for_tags, parse_tags

from cms.inputs import TextField


class TagsField(TextField):
    """Free tags by comma; cleans to a list of names."""

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, "max_length": 400, **kwargs})

    def clean(self, value):
        names = parse_tags(super().clean(value))
        if len(names) > 20 or any(len(name) > 60 for name in names):
            raise ValidationError(_("At most 20 tags, of at most 60 characters each."))
        return names

    def prepare_value(self, value):
        return value if value is None or isinstance(value, str) else edit_string_for_tags(value)

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial or []), data)
