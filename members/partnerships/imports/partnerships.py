"""Rows about partnerships. An empty cell changes nothing; nothing is taken away but what a cell replaces."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.dates import PartialDate
from cms.vocabulary.models import Gateway, Outcome

from ..forms.editing import PartnershipForm
from ..forms.fields import PastField, gateways
from ..models import Partnership, Stage
from .columns import PARTNERSHIPS, folded
from .plans import RowPlan, heading_of
from .sheets import SheetRow

LISTS = {"tables": "\n", "links": "\n"}
heading = partial(heading_of, PARTNERSHIPS)


class RowForm(PartnershipForm):
    """Checks a row as the page of its keepers checks what they type; addresses were compared before."""

    class Meta(PartnershipForm.Meta):
        fields = ["name", "slug", *PartnershipForm.Meta.fields]

    def validate_unique(self):
        return None


class PartnershipPlanner:
    """Knows what is there, with a number of queries that does not depend on how many rows there are."""

    def __init__(self, rows: list[SheetRow]):
        reached = Prefetch("stages", Stage.objects.select_related("gateway__scheme"))
        there = Partnership.objects.prefetch_related("outcomes", reached)
        self.by_slug = {partnership.slug.lower(): partnership for partnership in there}
        self.by_name = {folded(partnership.name): partnership for partnership in self.by_slug.values()}
        self.outcomes = {outcome.slug: outcome for outcome in Outcome.objects.all()}
        self.outcome_names = {folded(outcome.name): slug for slug, outcome in self.outcomes.items()}
        self.gateways = gateways()
        self.seen: dict[str, int] = {}

    def plan(self, row: SheetRow) -> RowPlan:
        slug = self._slug(row)
        partnership = self.by_slug.get(slug.lower())
        planned = RowPlan(row.line, row.cells.get("name", slug), is_new=partnership is None)
        small = slug.lower()
        if small in self.seen:
            planned.object_to(heading("name"), _("Row %s is about the same partnership.") % self.seen[small])
        self.seen.setdefault(small, row.line)
        if slug not in (small, partnership and partnership.slug):
            planned.object_to(heading("slug"), _("Write an address in small letters: %s.") % small)
        form = RowForm(
            self._data(row, slug, partnership), instance=partnership or Partnership(), readable=self.outcomes
        )
        for name, errors in form.errors.items():
            for error in errors:
                planned.object_to(heading(name), error)
        stage = self._stage(row, planned)
        if not planned.problems:
            self._compare(row, form, stage, planned)
            planned.write = partial(_write, form, stage, planned.is_new)
        return planned

    def _slug(self, row: SheetRow) -> str:
        named = self.by_name.get(folded(row.cells.get("name", "")))
        return row.cells.get("slug") or (named.slug if named else slugify(row.cells.get("name", ""))[:80])

    def _data(self, row: SheetRow, slug: str, partnership: Partnership | None) -> dict:
        """What a form would send: what is there, and what the row says instead."""
        form = RowForm(instance=partnership or Partnership(), readable=self.outcomes)
        data = {name: form[name].value() for name in form.fields}
        data = {name: "" if value is None else value for name, value in data.items()}
        for name in form.fields.keys() & row.cells.keys():
            text = row.cells[name]
            if name == "outcomes":
                names = [one.strip() for one in text.split(";") if one.strip()]
                data[name] = [self.outcome_names.get(folded(one), one) for one in names]
            else:
                data[name] = "\n".join(text.split(";")) if name in LISTS else text
        if "state" in row.cells:
            data["state"] = row.cells["state"].upper()
        return {**data, "slug": slug}

    def _stage(self, row: SheetRow, planned: RowPlan) -> tuple[Gateway, PartialDate] | None:
        value, when = row.cells.get("gateway", ""), row.cells.get("reached", "")
        if not value and not when:
            return None
        gateway = self.gateways.get(value.replace(" ", "").casefold())
        if gateway is None:
            known = ", ".join(self.gateways)
            planned.object_to(heading("gateway"), _("No gateway is called this. They are: %s.") % known)
        try:
            since = PastField(required=True).clean(when)
        except ValidationError as error:
            planned.object_to(heading("reached"), error.messages[0])
            return None
        return (gateway, since) if gateway else None

    def _compare(self, row: SheetRow, form: RowForm, stage, planned: RowPlan) -> None:
        for name in form.fields:
            if name in row.cells:
                before, after = form.initial.get(name), form.cleaned_data[name]
                if name == "outcomes":
                    before, after = sorted(map(str, form.watched)), sorted(map(str, form.outcomes()))
                planned.change(heading(name), None if planned.is_new else before, after)
        reached = [] if planned.is_new else form.instance.stages.all()
        if stage and not any((one.gateway_id, one.since) == (stage[0].pk, stage[1].first) for one in reached):
            planned.change(heading("gateway"), None, f"{stage[0]}, {stage[1]}")


def _write(form: RowForm, stage: tuple[Gateway, PartialDate] | None, is_new: bool, by) -> Partnership:
    partnership = form.save(commit=False)
    partnership.save()
    partnership.outcomes.set(form.outcomes())
    if stage:
        gateway, since = stage
        Stage.objects.get_or_create(
            partnership=partnership, gateway=gateway, since=since.first, defaults={"since_precision": since.precision}
        )
    log(partnership, "wagtail.create" if is_new else "wagtail.edit", user=by)
    return partnership
