"""Choices among words: what an address or a form sends is compared with what can be chosen, never looked up."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.audiences import Viewer
from cms.dates import PartialDate
from cms.inputs import PartialDateField
from cms.vocabulary.models import Challenge, Gateway, Outcome


class PastField(PartialDateField):
    """A partial date that is not in the future."""

    def to_python(self, value) -> PartialDate | None:
        when = super().to_python(value)
        if when and when.first > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        if when and when.first < date(1900, 1, 1):
            raise ValidationError(_("This is too long ago."))
        return when


def gateways() -> dict[str, Gateway]:
    """Every gateway by “scheme:gateway”, as addresses, forms and files name it."""
    rows = Gateway.objects.select_related("scheme").order_by("scheme__valid_from", "scheme__name", "order")
    return {f"{gateway.scheme.slug}:{gateway.slug}": gateway for gateway in rows}


def gateway_choices(known: dict[str, Gateway]) -> list:
    """Grouped by scheme."""
    groups: dict[str, list] = {}
    for value, gateway in known.items():
        groups.setdefault(gateway.scheme.name, []).append((value, str(gateway)))
    return [("", _("Choose one")), *groups.items()]


def challenge_field(viewer: Viewer, taken: set[int]) -> forms.TypedChoiceField:
    """The challenges that `viewer` may read of, by family; those in `taken` (keys) are in the register already."""
    known, groups = {}, {}
    for challenge in Challenge.objects.visible_to(viewer).exclude(pk__in=taken).order_by("family", "order", "name"):
        known[challenge.slug] = challenge
        groups.setdefault(challenge.get_family_display(), []).append((challenge.slug, challenge.name))
    return forms.TypedChoiceField(
        label=_("Challenge"), choices=[("", _("Choose one")), *groups.items()], coerce=known.get
    )


def readable_outcomes(viewer: Viewer) -> dict[str, Outcome]:
    return {outcome.slug: outcome for outcome in Outcome.objects.visible_to(viewer).order_by("order", "name")}


def outcome_field(known: dict[str, Outcome]) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=_("Outcomes that the table watches"), required=False, coerce=known.get,
        choices=[(slug, outcome.name) for slug, outcome in known.items()], widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
