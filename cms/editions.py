"""Two tabs, or two people, wrote from the same text: what was saved meanwhile is never replaced unseen.

Texts are compared as they are typed: a dict of field name to text, or to a tuple of texts where several may be chosen.
A form carries the names of the texts that it was begun from, one for each field.
"""

import hashlib
from dataclasses import dataclass

from django import forms
from django.utils.choices import flatten_choices

Text = str | tuple[str, ...]
Typed = dict[str, Text]


def as_typed(value) -> Text:
    if isinstance(value, (list, tuple)):
        return tuple(sorted(str(item) for item in value))
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def named(typed: Typed) -> dict[str, str]:
    """A short name for each text: the same text has the same name."""
    return {name: hashlib.blake2b(repr(text).encode(), digest_size=6).hexdigest() for name, text in typed.items()}


@dataclass(frozen=True)
class Difference:
    """A field whose two texts differ. `by` says who changed it: ``both``, ``mine`` or ``theirs``."""

    name: str
    mine: Text
    theirs: Text
    by: str


def differences(*, base: dict[str, str], mine: Typed, theirs: Typed) -> list[Difference]:
    """Where `mine` and `theirs` differ. `base` names the texts that both began from; a field that it does not name
    counts as changed by both."""
    named_mine, named_theirs, found = named(mine), named(theirs), []
    for name in theirs:
        if mine[name] == theirs[name]:
            continue
        by = {named_mine[name]: "theirs", named_theirs[name]: "mine"}.get(base.get(name), "both")
        found.append(Difference(name, mine[name], theirs[name], by))
    return found


def is_text(field: forms.Field) -> bool:
    """Whether it is written; else it is chosen."""
    return not hasattr(field, "choices")


def in_words(field: forms.Field, text: Text) -> str:
    """As people read what is typed into `field`."""
    texts = (text,) if isinstance(text, str) else text
    if not is_text(field):
        labels = {str(key): str(label) for key, label in flatten_choices(field.choices)}
        texts = [labels.get(each, each) for each in texts if each]
    return ", ".join(texts)


@dataclass(frozen=True)
class Meanwhile:
    """What was saved while a form was open, in words: `by` as in Difference."""

    label: str
    mine: str
    theirs: str
    by: str


class EditionForm(forms.Form):
    """A form that knows what it was begun from. Its `initial` values are what is stored by now."""

    edition = forms.CharField(required=False, max_length=10_000, widget=forms.HiddenInput)

    def get_initial_for_field(self, field, field_name):
        if field_name == "edition":
            return " ".join(f"{name}={short}" for name, short in named(self.stored()).items())
        return super().get_initial_for_field(field, field_name)

    def stored(self) -> Typed:
        """What is stored by now, as it would be typed."""
        return {name: as_typed(field.prepare_value(self[name].initial)) for name, field in self._compared().items()}

    def typed(self) -> Typed:
        """What was typed, as it would come back once it is stored; the form is valid."""
        return {name: as_typed(self._typed_in(name, field)) for name, field in self._compared().items()}

    def _compared(self) -> dict[str, forms.Field]:
        return {name: field for name, field in self.fields.items() if name != "edition"}

    def _typed_in(self, name: str, field: forms.Field):
        # What a choice is turned into has no way back.
        is_turned = hasattr(field, "coerce")
        return self[name].value() if is_turned else field.prepare_value(self.cleaned_data.get(name))

    def overtaken(self) -> list[Difference]:
        """Where the texts differ, if something was saved after this valid form was begun; empty if all can be saved."""
        begun = dict(each.partition("=")[::2] for each in self.cleaned_data["edition"].split())
        found = differences(base=begun, mine=self.typed(), theirs=self.stored())
        return found if any(each.by != "mine" for each in found) else []

    def take_in(self, found: list[Difference]) -> list[Meanwhile]:
        """Go on from what is stored by now: what only others changed is taken, and what was typed here is kept."""
        self.data = self.data.copy()
        self.data[self.add_prefix("edition")] = self["edition"].initial
        for each in found:
            if each.by == "theirs":
                self.take(each)
        return [self._meanwhile(each) for each in found]

    def take(self, theirs: Difference) -> None:
        """Put what is stored in the place of what stands in the form."""
        key = self.add_prefix(theirs.name)
        self.data.setlist(key, [theirs.theirs] if isinstance(theirs.theirs, str) else list(theirs.theirs))

    def _meanwhile(self, each: Difference) -> Meanwhile:
        return Meanwhile(
            label=str(self.label_of(each.name)),
            mine=self.words_of(each.name, each.mine),
            theirs=self.words_of(each.name, each.theirs),
            by=each.by,
        )

    def label_of(self, name: str):
        return self[name].label

    def words_of(self, name: str, text: Text) -> str:
        return in_words(self.fields[name], text)
