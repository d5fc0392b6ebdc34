"""What the keepers of a partnership write down about it, and its challenge register."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.audiences import MEMBERS, PUBLIC, Viewer, is_within, partnership_token
from cms.dates import PartialDate
from cms.editions import Difference, EditionForm, Text, Typed
from cms.inputs import LinesField, TextField
from cms.vocabulary.models import Outcome

from ..models import KEPT, FacedChallenge, Partnership, Stage
from .fields import PastField, challenge_field, gateway_choices, gateways, outcome_field

MOST_STAGES = 20


class PartnershipForm(forms.ModelForm):
    """Everything on its page but its name, its address and who reads it, which are network staff's to change."""

    story = TextField(
        label=_("Story"), max_length=1500, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("How it began, and what one should know before calling. Two or three sentences."),
    )  # fmt: skip
    tables = LinesField(
        label=_("Tables and networks"), longest_line=120, most_lines=20, help_text=_("One to a line."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    class Meta:
        model = Partnership
        fields = KEPT
        widgets = {"links": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, instance: Partnership, readable: dict[str, Outcome], **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.watched = list(instance.outcomes.all()) if instance.pk else []
        self.unseen = [outcome for outcome in self.watched if outcome not in readable.values()]
        self.fields["outcomes"] = outcome_field(readable)
        self.initial["outcomes"] = [outcome.slug for outcome in self.watched if outcome not in self.unseen]
        self.order_fields([*self.Meta.fields[:7], "outcomes"])

    def outcomes(self) -> list:
        """What was ticked, and what it watches that these eyes may not see."""
        return [*self.cleaned_data["outcomes"], *self.unseen]


class KeeperForm(PartnershipForm, EditionForm):
    """The same as its keepers write it, with `stages`: the forms of the gateways that it reached."""

    def __init__(self, *args, instance: Partnership, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.stages = stage_forms(instance, self.data if self.is_bound else None)

    def is_valid(self):
        return super().is_valid() & self.stages.is_valid()

    def stored(self) -> Typed:
        reached = [(stage["gateway"], stage["since"].typed) for stage in self.stages.initial]
        return {**super().stored(), "stages": _lines(reached)}

    def typed(self) -> Typed:
        reached = [(_value(gateway), since.typed) for gateway, since in self.stages.stages()]
        return {**super().typed(), "stages": _lines(reached)}

    def take(self, theirs: Difference) -> None:
        if theirs.name == "stages":
            self.stages = stage_forms(self.instance)
        else:
            super().take(theirs)

    def label_of(self, name: str):
        return _("Gateways reached") if name == "stages" else super().label_of(name)

    def words_of(self, name: str, text: Text) -> str:
        if name != "stages":
            return super().words_of(name, text)
        known = gateways()
        reached = [line.split(" ") for line in text]
        return "\n".join(f"{known[value]}, {PartialDate.parse(since)}" for value, since in reached)


def _value(gateway) -> str:
    return f"{gateway.scheme.slug}:{gateway.slug}"


def _lines(reached: list[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(sorted(f"{value} {since}" for value, since in reached))


class StageForm(forms.Form):
    """One gateway and since when."""

    gateway = forms.TypedChoiceField(label=_("Gateway"), required=False, empty_value=None)
    since = PastField(label=_("Reached"))

    def __init__(self, *args, known: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gateway"].choices, self.fields["gateway"].coerce = gateway_choices(known), known.get

    def clean(self):
        gateway, since = self.cleaned_data.get("gateway"), self.cleaned_data.get("since")
        if gateway and since is None and "since" not in self.errors:
            self.add_error("since", _("Say when: a gateway means nothing without its date."))
        if since and gateway is None and "gateway" not in self.errors:
            self.add_error("gateway", _("Say which gateway was reached then."))


class StageFormSet(forms.BaseFormSet):
    def clean(self):
        if any(self.errors):
            return
        reached = self.stages()
        if len(set(reached)) < len(reached):
            raise forms.ValidationError(_("One gateway stands here twice on the same day."))

    def stages(self) -> list[tuple]:
        """Pairs of a gateway and a PartialDate."""
        kept = [form.cleaned_data for form in self.forms if not self._should_delete_form(form)]
        return [(data["gateway"], data["since"]) for data in kept if data.get("gateway")]


StageForms = forms.formset_factory(
    StageForm, formset=StageFormSet, extra=1, can_delete=True, max_num=MOST_STAGES, absolute_max=MOST_STAGES,
    validate_max=True,
)  # fmt: skip


def stage_forms(partnership: Partnership, data=None) -> StageFormSet:
    """The gateways that `partnership` reached, and room for one more."""
    reached = Stage.objects.filter(partnership=partnership).select_related("gateway__scheme")
    initial = [
        {
            "gateway": _value(stage.gateway),
            "since": PartialDate(stage.since, stage.since_precision),
        }
        for stage in reached
    ]
    return StageForms(data, initial=initial, prefix="stages", form_kwargs={"known": gateways()})


class FacedForm(EditionForm):
    """One line of the challenge register of `partnership`; `entry` is the line that is changed."""

    since = PastField(label=_("Since when"), help_text=_("The year is enough: 2024, 2024-09 or 2024-09-15."))
    until = PastField(
        label=_("Until"), help_text=_("Only if it is over. It stays here as something that you came through.")
    )
    weight = forms.ChoiceField(
        label=_("How heavy is it?"), required=False, choices=[("", _("Not said")), *FacedChallenge.Weight.choices],
        widget=forms.RadioSelect,
    )  # fmt: skip
    tried = TextField(
        label=_("What you tried"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What helped a little counts, and so does what did not. No child and no person by name."),
    )  # fmt: skip
    audience = forms.ChoiceField(label=_("Who may read this line"), widget=forms.RadioSelect)

    def __init__(self, *args, partnership: Partnership, viewer: Viewer, entry: FacedChallenge | None = None, **kwargs):
        super().__init__(*args, **{"initial": _initial(entry), **kwargs})
        taken = set(partnership.faced.values_list("challenge", flat=True)) - {entry and entry.challenge_id}
        self.fields["challenge"] = challenge_field(viewer, taken)
        self.fields["audience"].choices = _readers(partnership)
        self.order_fields(["challenge", "since", "weight", "tried", "until", "audience"])

    def clean(self):
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until.first < since.first:
            self.add_error("until", _("It cannot end before it began."))

    def said(self) -> dict:
        """The fields of the entry."""
        data = self.cleaned_data
        fields = {name: data[name] for name in ("challenge", "weight", "tried", "audience")}
        for name in ("since", "until"):
            when = data[name]
            fields[name] = when and when.first
            if when:
                fields[f"{name}_precision"] = when.precision
        return fields


def _initial(entry: FacedChallenge | None) -> dict:
    if entry is None:
        return {"audience": MEMBERS, "weight": ""}
    return {
        "challenge": entry.challenge.slug,
        "since": PartialDate(entry.since, entry.since_precision) if entry.since else None,
        "until": PartialDate(entry.until, entry.until_precision) if entry.until else None,
        "weight": entry.weight,
        "tried": entry.tried,
        "audience": entry.audience,
    }


def _readers(partnership: Partnership) -> list[tuple[str, str]]:
    """Everyone, members or the partnership itself; never more than may read of the partnership at all."""
    own = partnership_token(partnership.pk)
    choices = [(PUBLIC, _("Everyone")), (MEMBERS, _("Members")), (own, _("Only those on our roster"))]
    return [(token, label) for token, label in choices if token == own or is_within(token, partnership.audience)]
