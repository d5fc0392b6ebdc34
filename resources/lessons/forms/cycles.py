"""The cycles of a lesson as rows of a form; each ends as a row of plain text (see `cycles`)."""

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cms.inputs import PartialDateField, TextField

from ..models import Cycle

MOST_CYCLES = 12
MOST_RESULTS = 60
_SPARE_RESULTS = 3


def _number(label):
    # As text: the number is kept as it was typed until it is stored.
    return forms.DecimalField(
        label=label,
        required=False,
        max_digits=14,
        decimal_places=4,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )


def _words(label, help_text=""):
    widget = forms.Textarea(attrs={"rows": 2})
    return TextField(label=label, required=False, max_length=5_000, help_text=help_text, widget=widget)


def _typed(value) -> str:
    """A cleaned value as text: a number, a partial date, words, or nothing."""
    if value is None:
        return ""
    return getattr(value, "typed", None) or str(value)


class ResultForm(forms.Form):
    """One dated value."""

    value = _number(_("Value"))
    date = PartialDateField(label=_("Date"))
    note = TextField(label=_("Note"), required=False, max_length=300)

    def clean(self):
        cleaned = super().clean()
        if self.errors or not any(_typed(value) for value in cleaned.values()):
            return cleaned
        for name, message in (("value", _("Add the value.")), ("date", _("Add the date; the year is enough."))):
            if cleaned[name] is None:
                self.add_error(name, message)
        return cleaned

    @property
    def row(self) -> dict | None:
        row = {name: _typed(value) for name, value in self.cleaned_data.items()}
        return row if any(row.values()) else None


class _RowsFormSet(BaseFormSet):
    """Rows of a form that says in our words what is wrong with them as a whole."""

    default_error_messages = {
        "missing_management_form": _("Part of the form did not arrive. Reload the page and try again."),
        "too_many_forms": ngettext_lazy("At most %(num)d row.", "At most %(num)d rows.", "num"),
    }


ResultFormSet = formset_factory(
    ResultForm,
    formset=_RowsFormSet,
    extra=_SPARE_RESULTS,
    max_num=MOST_RESULTS,
    absolute_max=MOST_RESULTS + 10,
    validate_max=True,
)


class CycleForm(forms.Form):
    """Plan, do, study, act, and at most one measure."""

    id = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    plan = _words(_("Plan"), _("What you meant to try, and what you predicted."))
    do = _words(_("Do"), _("Where, with whom, how often."))
    study = _words(_("Study"), _("What came out, and what else may have caused it."))
    act = _words(_("Act"), _("What you do now, and the next question."))
    measure = TextField(label=_("What was measured"), required=False, max_length=300)
    unit = TextField(label=_("Unit"), required=False, max_length=80)
    direction = forms.ChoiceField(
        label=_("Better is"), required=False, choices=[("", _("Not said")), *Cycle.Direction.choices]
    )
    baseline = _number(_("Baseline"))
    baseline_date = PartialDateField(label=_("Date of the baseline"), help_text=_("The year is enough."))
    target = _number(_("Target"))
    target_date = PartialDateField(label=_("Date for the target"), help_text=_("The year is enough."))
    verdict = forms.ChoiceField(
        label=_("The measure got"), required=False, choices=Cycle.Verdict, initial=Cycle.Verdict.UNKNOWN
    )

    def __init__(self, *args, own_ids=frozenset(), **kwargs):
        super().__init__(*args, **kwargs)
        self.own_ids = own_ids

    @cached_property
    def results(self) -> BaseFormSet:
        """The dated values, with some empty rows at the end."""
        prefix = f"{self.prefix}-results"
        data = self.data if f"{prefix}-TOTAL_FORMS" in self.data else None
        return ResultFormSet(data, prefix=prefix, initial=self.initial.get("results", []))

    def clean_id(self):
        # Somebody else's cycle, or one that is gone, becomes a new one.
        number = self.cleaned_data["id"]
        return number if number in self.own_ids else ""

    def clean(self):
        cleaned = super().clean()
        for point in ("baseline", "target"):
            if cleaned.get(f"{point}_date") and cleaned.get(point) is None and point not in self.errors:
                self.add_error(point, _("There is a date, but no value."))
        return cleaned

    def has_changed(self):
        return super().has_changed() or (self.results.is_bound and self.results.has_changed())

    def is_valid(self):
        return super().is_valid() and (not self.results.is_bound or self.results.is_valid())

    @property
    def row(self) -> dict | None:
        """This cycle as text, or None if nothing was typed or it is to be taken out."""
        cleaned = dict(self.cleaned_data)
        if not cleaned or cleaned.pop("DELETE", False):
            return None
        row = {name: _typed(value) for name, value in cleaned.items()}
        row["verdict"] = row["verdict"] or Cycle.Verdict.UNKNOWN
        row["results"] = self._result_rows
        typed = any(value for name, value in row.items() if name not in ("id", "verdict", "direction"))
        return row if typed else None

    @property
    def _result_rows(self) -> list[dict]:
        if not self.results.is_bound:
            return self.initial.get("results", [])
        return [form.row for form in self.results if form.row]


class _CycleFormSet(_RowsFormSet):
    def get_form_kwargs(self, index):
        own = frozenset(row["id"] for row in self.initial or [])
        return {**super().get_form_kwargs(index), "own_ids": own}

    def is_valid(self):
        return not self.is_bound or super().is_valid()

    @property
    def rows(self) -> list[dict]:
        """What was typed, cycle by cycle; as it was, where the request said nothing about cycles."""
        if not self.is_bound:
            return self.initial
        return [form.row for form in self.forms if form.row]


_Cycles = formset_factory(
    CycleForm,
    formset=_CycleFormSet,
    extra=1,
    can_delete=True,
    max_num=MOST_CYCLES,
    absolute_max=MOST_CYCLES + 3,
    validate_max=True,
)


def cycles_formset(data=None, *, rows: list[dict]):
    """The formset of a lesson whose cycles are `rows`, with one empty cycle at the end."""
    return _Cycles(data if data is None or "cycles-TOTAL_FORMS" in data else None, prefix="cycles", initial=rows)


def formset_data(rows: list[dict]) -> dict[str, str]:
    """`rows` as a browser would post them."""
    data = {"cycles-TOTAL_FORMS": str(len(rows)), "cycles-INITIAL_FORMS": str(len(rows))}
    for number, row in enumerate(rows):
        prefix = f"cycles-{number}"
        data |= {f"{prefix}-{name}": value for name, value in row.items() if name != "results"}
        results = row["results"]
        data[f"{prefix}-results-TOTAL_FORMS"] = data[f"{prefix}-results-INITIAL_FORMS"] = str(len(results))
        for place, result in enumerate(results):
            data |= {f"{prefix}-results-{place}-{name}": value for name, value in result.items()}
    return data
