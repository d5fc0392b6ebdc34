"""Model fields that several rooms share."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from .audiences import is_token
from .markdown import HEAVIEST, LONGEST, render, weight

# What pages lead to: no ftp, and no script.
is_address = URLValidator(schemes=["http", "https"])

CODE_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_code() -> str:
    """A short random id for addresses (31^8, about 40 bits): says nothing about when or how many."""
    return get_random_string(8, CODE_ALPHABET)


class CodeField(models.CharField):
    """The short random id by which a record is addressed."""

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 12)
        super().__init__(**{"default": new_code, "unique": True, "editable": False, **kwargs})


def validate_audience(value: str) -> None:
    if not is_token(value):
        raise ValidationError(_("“%(value)s” is not an audience."), params={"value": value})


class AudienceField(models.CharField):
    """The one token that says who may read a thing (see `cms.audiences`)."""

    default_validators = [validate_audience]

    def __init__(self, verbose_name=None, **kwargs):
        verbose_name = verbose_name or _("who may read it")
        super().__init__(verbose_name, **{"max_length": 200, "db_index": True, **kwargs})


def validate_markdown(value: str) -> None:
    if weight(value) > HEAVIEST:
        raise ValidationError(
            _("This text has more lines, lists, tables or marks than can be shown. Shorten it, or divide it.")
        )


class MarkdownField(models.TextField):
    """Markdown as it was typed, at most 100,000 characters; a RenderedField beside it holds its clean HTML."""

    default_validators = [validate_markdown]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": LONGEST, **kwargs})


class RenderedField(models.TextField):
    """The clean HTML of the MarkdownField `source`, made whenever the row is saved; templates show it as it is."""

    def __init__(self, *args, source: str, **kwargs):
        self.source = source
        super().__init__(*args, **{"blank": True, "default": "", "editable": False, **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance, add):
        html = render(getattr(model_instance, self.source) or "")
        setattr(model_instance, self.attname, html)
        return html

    def from_db_value(self, value, expression, connection):
        return mark_safe(value or "")  # made by `render`, which cleans
