"""Improvement cycles (plan, do, study, act) and what was measured, when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.dates import PartialDate, PrecisionField


class Cycle(models.Model):
    """One plan-do-study-act cycle of a lesson, with at most one measure."""

    class Direction(models.TextChoices):
        HIGHER = "higher-is-better", _("Higher is better")
        LOWER = "lower-is-better", _("Lower is better")

    class Verdict(models.TextChoices):
        """About the measure, never about people or a place."""

        BETTER = "better", _("Better")
        MIXED = "mixed", _("Mixed")
        WORSE = "worse", _("Worse")
        NO_CHANGE = "no-change", _("No change")
        UNKNOWN = "unknown", _("Not known yet")

    lesson = models.ForeignKey("lessons.LessonPage", on_delete=models.CASCADE, related_name="cycles")
    order = models.PositiveSmallIntegerField(default=0)
    plan = models.TextField(_("plan"), blank=True)
    do = models.TextField(_("do"), blank=True)
    study = models.TextField(_("study"), blank=True)
    act = models.TextField(_("act"), blank=True, help_text=_("What you will do now, and the next question."))
    measure = models.CharField(_("what was measured"), max_length=300, blank=True)
    unit = models.CharField(_("unit"), max_length=80, blank=True)
    direction = models.CharField(_("direction"), max_length=20, choices=Direction, blank=True)
    baseline = models.DecimalField(_("baseline"), max_digits=14, decimal_places=4, null=True, blank=True)
    baseline_date = models.DateField(_("baseline from"), null=True, blank=True)
    baseline_precision = PrecisionField()
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=4, null=True, blank=True)
    target_date = models.DateField(_("target for"), null=True, blank=True)
    target_precision = PrecisionField()
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict, default=Verdict.UNKNOWN)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return self.measure or str(_("Cycle"))

    @property
    def baseline_on(self) -> PartialDate | None:
        return PartialDate(self.baseline_date, self.baseline_precision) if self.baseline_date else None

    @property
    def target_on(self) -> PartialDate | None:
        return PartialDate(self.target_date, self.target_precision) if self.target_date else None

    @property
    def last_result(self) -> "Measurement | None":
        """The newest dated value after the baseline; reads `results` as they were prefetched."""
        return next(iter(sorted(self.results.all(), key=lambda result: result.date, reverse=True)), None)

    @property
    def is_measured_twice(self) -> bool:
        """Measured before and after: something can be said about change."""
        return self.baseline is not None and self.last_result is not None


class Measurement(models.Model):
    """One dated value of a cycle's measure, in the cycle's unit."""

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="results")
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=4)
    date = models.DateField(_("date"))
    date_precision = PrecisionField()
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["date", "pk"]

    def __str__(self):
        return f"{self.value} ({self.on})"

    @property
    def on(self) -> PartialDate:
        return PartialDate(self.date, self.date_precision)
