"""The text that drafts refer to. What somebody signed must still be readable as it was, so no row ever changes."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.vocabulary.fields import LinesField

from ..querysets import VersionQuerySet
from ..wording import Block, blank, blocks, flat


class ImmutableError(ValidationError):
    """Somebody tried to change a version: a change is a new version."""

    def __init__(self):
        super().__init__(_("A version never changes. Add a new one."))


class Immutable(models.Model):
    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ImmutableError
        super().save(*args, **kwargs)


class TemplateVersion(Immutable):
    """One version of a template: what stands above its clauses, its blanks, and what differs from the one before."""

    class RestsOn(models.TextChoices):
        ROUTE = "route", _("A route of its own")
        NONE = "none", _("None: no records move")
        INHERITS = "inherits", _("The route of the agreement above it")

    page = models.ForeignKey(
        "agreements.AgreementTemplatePage", verbose_name=_("template"), on_delete=models.PROTECT,
        related_name="versions",
    )  # fmt: skip
    number = models.CharField(_("version"), max_length=12)
    effective = models.DateField(_("in force from"))
    title = models.CharField(_("title of the document"), max_length=255)
    summary = models.TextField(_("summary"), blank=True)
    rests_on = models.CharField(_("rests on"), max_length=10, choices=RestsOn)
    route = models.ForeignKey(
        "legal.Route", verbose_name=_("route"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    parties = LinesField(_("parties"))
    jurisdiction = models.CharField(_("jurisdiction"), max_length=120, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes to read"), default=0)
    preamble = models.TextField(_("above the clauses"), blank=True)
    cautions = models.JSONField(_("watch for"), default=list, blank=True)
    # Lists of mappings: clause, kind (added, changed, dropped), what, why; and name, label, help, type and so on.
    changes = models.JSONField(_("changes"), default=list, blank=True)
    variables = models.JSONField(_("blanks"), default=list, blank=True)
    license = models.CharField(_("license"), max_length=80, blank=True)
    disclaimer = models.CharField(_("disclaimer"), max_length=300, blank=True)
    created = models.DateTimeField(default=timezone.now, editable=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-effective", "-created", "-pk"]
        verbose_name = _("template version")
        verbose_name_plural = _("template versions")
        constraints = [models.UniqueConstraint(fields=["page", "number"], name="version_once_per_template")]

    def __str__(self):
        return f"{self.title} {self.number}"

    @cached_property
    def labels(self) -> dict[str, str]:
        """What the blanks are called, by the names that the wording knows them by."""
        return {variable["name"]: variable["label"] for variable in self.variables}

    @cached_property
    def clause_count(self) -> int:
        """Known already where `with_versions` has counted them."""
        return self.clauses.count()

    @property
    def preamble_blocks(self) -> list[Block]:
        return blocks(blank(self.preamble, self.labels))

    @property
    def changed_clauses(self) -> dict[str, dict]:
        """What differs from the version before, by the anchor of the clause."""
        return {change["clause"]: change for change in self.changes}


class Clause(Immutable):
    """One clause of a version: its wording, why it is there, other wordings, traps, and the elements it carries."""

    version = models.ForeignKey(TemplateVersion, on_delete=models.CASCADE, related_name="clauses")
    order = models.PositiveSmallIntegerField(_("number"))
    anchor = models.SlugField(_("anchor"), max_length=80)
    title = models.CharField(_("title"), max_length=200)
    wording = models.TextField(_("wording"))
    why = models.TextField(_("why this clause"), blank=True)
    alternates = models.JSONField(_("other wordings"), default=list, blank=True)
    cautions = models.JSONField(_("watch for"), default=list, blank=True)
    elements = models.ManyToManyField("legal.Element", verbose_name=_("elements"), blank=True, related_name="clauses")

    class Meta:
        ordering = ["version", "order"]
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        constraints = [models.UniqueConstraint(fields=["version", "anchor"], name="anchor_once_per_version")]

    def __str__(self):
        return self.title

    @property
    def blocks(self) -> list[Block]:
        """The wording as the blank template has it."""
        return blocks(blank(self.wording, self.version.labels))

    @property
    def other_wordings(self) -> list[tuple[str, list[Block]]]:
        """Each other wording with its label, as the blank template would have it."""
        labels = self.version.labels
        return [(alternate["label"], blocks(blank(alternate["text"], labels))) for alternate in self.alternates]

    @property
    def words(self) -> str:
        """All that is said here, in plain text: for the index."""
        other = (flat(wording) for _label, wording in self.other_wordings)
        said = [f"{self.title}.", flat(self.blocks), self.why, *other]
        return "\n".join([*said, *self.cautions])
