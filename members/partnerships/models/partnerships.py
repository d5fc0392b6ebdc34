"""Partnerships, and what is known about them."""

from dataclasses import dataclass

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from cms.audiences import PUBLIC
from cms.characters import one_line, readable_text
from cms.dates import PartialDate, PrecisionField
from cms.fields import AudienceField
from cms.vocabulary.fields import LinesField
from cms.vocabulary.models import Gateway, Outcome

from ..fields import LinksField, StatesField, validate_free
from ..querysets import PartnershipQuerySet
from ..states import STATES


@dataclass(frozen=True)
class Link:
    """Something of a partnership's on the web."""

    label: str
    url: str


# What its keepers write on its page; name, address and readers are network staff's to change.
KEPT = (
    "story", "short_name", "city", "state", "other_states", "region", "locale", "tables", "backbone", "founded",
    "districts", "links",
)  # fmt: skip


class Partnership(models.Model):
    """A local partnership of the network. What is not known about it stays empty."""

    name = models.CharField(_("name"), max_length=160, validators=[one_line])
    short_name = models.CharField(_("short name"), max_length=60, blank=True, validators=[one_line])
    slug = models.SlugField(_("address"), max_length=80, unique=True, validators=[validate_free])
    city = models.CharField(_("city"), max_length=80, blank=True, validators=[one_line])
    state = models.CharField(_("state"), max_length=2, blank=True, choices=STATES)
    other_states = StatesField(_("other states that it works in"))
    region = models.CharField(
        _("region"), max_length=160, blank=True, validators=[one_line],
        help_text=_("Where it works, in its own words: “four quarry counties in the south of the state”."),
    )  # fmt: skip
    locale = models.CharField(
        _("kind of place"), max_length=60, blank=True, validators=[one_line],
        help_text=_("Such as rural, small city, large city."),
    )  # fmt: skip
    story = models.TextField(
        _("story"), max_length=1500, blank=True, validators=[readable_text],
        help_text=_("How it began, and what one should know before calling. Two or three sentences."),
    )  # fmt: skip
    outcomes = models.ManyToManyField(
        Outcome, verbose_name=_("outcomes that it watches"), blank=True, related_name="partnerships"
    )
    tables = LinesField(_("tables and networks"), help_text=_("The groups that meet; one to a line."))
    backbone = models.CharField(_("backbone organization"), max_length=160, blank=True, validators=[one_line])
    founded = models.PositiveSmallIntegerField(
        _("year it began"), null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    districts = models.PositiveSmallIntegerField(
        _("school districts"), null=True, blank=True, validators=[MaxValueValidator(2000)]
    )
    links = LinksField(_("on the web"))
    source = models.CharField(
        _("where these facts come from"), max_length=200, blank=True, validators=[one_line],
        help_text=_("Leave it empty where the partnership itself keeps them."),
    )  # fmt: skip
    is_limited_to_source = models.BooleanField(_("nothing beyond that source is said"), default=False)
    was_at_data_2013 = models.BooleanField(_("was at Data 2013"), default=False)
    audience = AudienceField(default=PUBLIC)
    merged_into = models.ForeignKey(
        "self", verbose_name=_("merged into"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="predecessors",
    )  # fmt: skip
    is_demo = models.BooleanField(_("invented"), default=False, editable=False)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")

    def __str__(self):
        return self.name

    @property
    def url(self) -> str:
        return reverse("partnerships:page", args=[self.slug])

    @property
    def states(self) -> tuple[str, ...]:
        """Every state that it works in, by its letters; its own comes first."""
        return tuple(dict.fromkeys([*filter(None, [self.state]), *self.other_states]))

    @property
    def state_names(self) -> str:
        return get_text_list([str(STATES[letters]) for letters in self.states], say("and"))

    @property
    def other_letters(self) -> str:
        """The letters of its other states, as forms and files have them."""
        return ", ".join(self.other_states)

    @property
    def place(self) -> str:
        """Region and states, as far as they are known."""
        return ", ".join(part for part in (self.region, self.state_names) if part)

    @property
    def web(self) -> list[Link]:
        return [Link(*pair) for pair in self.links]

    @property
    def stage(self) -> "Stage | None":
        """The gateway that it stands at today; where many are shown, their `stages` are prefetched."""
        today = timezone.localdate()
        return next((stage for stage in reversed(list(self.stages.all())) if stage.since <= today), None)

    @property
    def successor(self) -> "Partnership":
        """What it is today: itself, or what it merged into in the end."""
        seen, today = set(), self
        while today.merged_into_id and today.pk not in seen:
            seen.add(today.pk)
            today = today.merged_into
        return today


class Stage(models.Model):
    """The gateway that a partnership reached, by which scheme, and when."""

    partnership = models.ForeignKey(
        Partnership, verbose_name=_("partnership"), on_delete=models.CASCADE, related_name="stages"
    )
    gateway = models.ForeignKey(Gateway, verbose_name=_("gateway"), on_delete=models.PROTECT, related_name="stages")
    since = models.DateField(_("since"))
    since_precision = PrecisionField(verbose_name=_("known to the"))

    class Meta:
        ordering = ["since", "pk"]
        verbose_name = _("gateway reached")
        verbose_name_plural = _("gateways reached")
        constraints = [
            models.UniqueConstraint(fields=["partnership", "gateway", "since"], name="reached_once_on_a_day")
        ]

    def __str__(self):
        return f"{self.gateway}, {self.since_shown}"

    @property
    def since_shown(self) -> str:
        return str(PartialDate(self.since, self.since_precision))
