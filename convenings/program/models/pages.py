"""The shelf of convenings, a convening, and a session below it: what is read. When and where is not in a page."""

from functools import cached_property
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page, PageManager
from wagtail.url_routing import RouteResult

from cms.audiences import is_within
from cms.dates import PartialDate, Precision, PrecisionField
from cms.models import BasePage, ShelfPage
from cms.vocabulary.fields import LinesField
from members.partnerships.states import STATES
from members.people.zones import ZONES

from ..forms import AgendaForm, SessionCopyForm
from ..querysets import ConveningQuerySet, SessionQuerySet
from ..reading import convening_context, session_context, shelf_context
from ..spans import in_figures, in_words, last_day
from .words import DEPTH


def address_below_home(page: Page) -> str:
    """The address of `page` from what its row says: rows of results ask for no other page."""
    return "/" + page.url_path.strip("/").partition("/")[2] + "/"


class ConveningIndexPage(ShelfPage):
    """The shelf of all convenings."""

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["program.ConveningPage"]
    template = "program/index.html"

    class Meta:
        verbose_name = _("convenings shelf")

    def route(self, request, path_components):
        """Lead straight to a session too: by the lock, and without reading what it stands below."""
        if len(path_components) != 2:
            return super().route(request, path_components)
        address = self.url_path + "/".join(path_components) + "/"
        session = SessionPage.readable(request.viewer).filter(slug=path_components[1], url_path=address).first()
        if session is None:
            raise Http404
        return RouteResult(session)

    def get_context(self, request, *args, **kwargs):
        convenings = ConveningPage.objects.visible_to(request.viewer)
        return {**super().get_context(request, *args, **kwargs), **shelf_context(convenings, request)}


class ConveningPage(BasePage):
    """One meeting of the network: what it is for, where, and on which days."""

    summary = models.TextField(_("summary"), max_length=600, blank=True)
    organizer = models.CharField(_("organizer"), max_length=160, blank=True)
    starts = models.DateField(_("first day"), null=True)
    ends = models.DateField(_("last day"), null=True)
    precision = PrecisionField(verbose_name=_("known to the"))
    time_zone = models.CharField(_("time zone"), max_length=40, choices=ZONES, default="America/New_York")
    venue = models.CharField(_("venue"), max_length=160, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=2, choices=STATES, blank=True)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    purposes = LinesField(_("what it is for"))
    access = LinesField(_("access"), help_text=_("Steps, captions, interpreting, quiet rooms; one to a line."))
    represented = models.CharField(
        _("partnerships represented"), max_length=80, blank=True, help_text=_("In words: “more than 40”.")
    )
    attended = models.PositiveIntegerField(_("people who came"), null=True, blank=True)
    counted_by = models.CharField(_("counted by"), max_length=80, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    objects = PageManager.from_queryset(ConveningQuerySet)()

    parent_page_types = ["program.ConveningIndexPage"]
    subpage_types = ["program.SessionPage"]
    template = "program/convening.html"
    content_panels = [
        *Page.content_panels,
        "summary",
        "organizer",
        MultiFieldPanel([FieldRowPanel(["starts", "ends"]), FieldRowPanel(["precision", "time_zone"])], _("When")),
        MultiFieldPanel(["venue", FieldRowPanel(["city", "state"]), "capacity", "access"], _("Where")),
        "purposes",
        MultiFieldPanel(["represented", FieldRowPanel(["attended", "counted_by"])], _("Who was there")),
        MultiFieldPanel(["note", "source"], _("Where we know it from")),
    ]
    settings_panels = [*Page.settings_panels, FieldPanel("audience", read_only=True)]
    help_texts = {
        "summary": _("Two or three sentences, for lists and the search."),
        "organizer": _("Who invites."),
        "starts": _("If only the month or the year is known, any day of it."),
        "ends": _("The same day, if there is one only."),
        "time_zone": _("Hours are entered and shown as they are called there."),
        "venue": _("The house."),
        "capacity": _("Seats in all."),
        "attended": _("Only as somebody counted it."),
        "counted_by": _("Who counted."),
        "note": _("What a reader must know about what is told here."),
        "source": _("Where it is told. What the source does not tell stays empty."),
    }

    class Meta:
        verbose_name = _("convening")
        verbose_name_plural = _("convenings")

    def clean(self):
        super().clean()
        if self.starts and self.ends:
            if self.precision != Precision.DAY:
                self.ends = max(self.ends, last_day(self.starts, self.precision))
            if self.ends < self.starts:
                raise ValidationError({"ends": _("The last day is before the first.")})

    def get_context(self, request, *args, **kwargs):
        asked, sessions = AgendaForm.read(request.GET), SessionPage.objects.visible_to(request.viewer).child_of(self)
        context = convening_context(self, request.viewer, asked, sessions.as_items(request.viewer).order_by("path"))
        return {**super().get_context(request, *args, **kwargs), **context}

    def get_template(self, request, *args, **kwargs):
        return "program/print.html" if AgendaForm.read(request.GET).is_for_print else self.template

    def get_absolute_url(self):
        return address_below_home(self)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def is_past(self) -> bool:
        return bool(self.ends) and self.ends < timezone.localdate(timezone=self.zone)

    @property
    def dates(self) -> str:
        return in_words(self.starts, self.ends, self.precision) if self.starts and self.ends else ""

    @property
    def day_stamps(self) -> tuple[str, str]:
        """The first and the last day for machines, as exactly as they are known: “2013-09”."""
        known = Precision(self.precision)
        return tuple(PartialDate(day, known).typed if day else "" for day in (self.starts, self.ends))

    @property
    def figures(self) -> tuple[str, str]:
        return in_figures(self.starts, self.ends, self.precision) if self.starts and self.ends else ("", "")

    @property
    def town(self) -> str:
        return ", ".join(filter(None, [self.city, str(self.get_state_display())]))

    @property
    def place(self) -> str:
        return ", ".join(filter(None, [self.venue, self.town]))


class SessionPage(BasePage):
    """What is offered at a convening. Speakers, room and hour are records that point here."""

    class Form(models.TextChoices):
        TALK = "talk", _("Talk")
        CLINIC = "clinic", _("Clinic")
        PEER_ASSIST = "peer-assist", _("Peer assist")
        LEGAL = "legal-office-hours", _("Legal office hours")
        LIGHTNING = "lightning", _("Lightning talks")
        PRESENTATION = "presentation", _("Presentation")
        PANEL = "panel", _("Panel")
        DISCUSSION = "discussion", _("Discussion")

    form = models.CharField(_("form"), max_length=20, choices=Form, default=Form.TALK)
    abstract = models.TextField(_("abstract"), max_length=2000, blank=True)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    is_recorded = models.BooleanField(_("is recorded"), default=False)
    wants_notes = models.BooleanField(_("somebody takes notes"), default=False)
    is_illustrative = models.BooleanField(
        _("illustrative"), default=False, help_text=_("The source does not tell of it; it stands here as an example.")
    )
    partnerships = ParentalManyToManyField(
        "partnerships.Partnership", verbose_name=_("partnerships that it tells of"), blank=True, related_name="+"
    )

    objects = PageManager.from_queryset(SessionQuerySet)()

    parent_page_types = ["program.ConveningPage"]
    subpage_types = []
    template = "program/session.html"
    copy_form_class = SessionCopyForm
    content_panels = [
        *Page.content_panels,
        "form",
        "abstract",
        FieldRowPanel(["capacity", "is_recorded", "wants_notes"]),
        InlinePanel("topics", heading=_("Topics"), label=_("topic"), panels=["topic", DEPTH]),
        InlinePanel("challenges", heading=_("Challenges"), label=_("challenge"), panels=["challenge", DEPTH]),
        "partnerships",
        "is_illustrative",
    ]
    settings_panels = [*Page.settings_panels, FieldPanel("audience", read_only=True)]
    help_texts = {
        "form": _("How it is held."),
        "abstract": _("What one goes home with."),
        "capacity": _("Seats; empty where there is no limit."),
        "is_recorded": _("People are told before they speak."),
        "wants_notes": _("Somebody writes down what is said, without names."),
        "partnerships": _("Whose experience is told."),
    }

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")

    @staticmethod
    def convenings():
        return ConveningPage.objects.all()

    @staticmethod
    def _slug_is_available(slug, parent_page, page=None):
        """No other session of any convening has it: references name a session by its slug alone."""
        others = SessionPage.objects.exclude(pk=page.pk) if page and page.pk else SessionPage.objects.all()
        return Page._slug_is_available(slug, parent_page, page) and not others.filter(slug=slug).exists()

    @classmethod
    def readable(cls, viewer):
        return super().readable(viewer).as_items(viewer).with_words()

    def with_content_json(self, content):
        page = super().with_content_json(content)
        if not self._slug_is_available(page.slug, self.get_parent(), self):
            # The revision was copied, and tells the address of the session that it was copied from.
            page.slug = self.slug
        return page

    def save(self, clean=True, **kwargs):
        if self._state.adding and self.path:
            # From its first moment: publishing would be too late to see to it.
            if not is_within(self.audience, self.convening.audience):
                self.audience = self.convening.audience
            # What comes along with a copy of its convening is saved without being asked whether its address is free.
            if not clean:
                self.slug = self._get_autogenerated_slug(self.slug)
        return super().save(clean=clean, **kwargs)

    def get_context(self, request, *args, **kwargs):
        asked = AgendaForm.read(request.GET)
        if not hasattr(self, "released"):  # A preview shows a draft, which did not come through `readable`.
            self.released, self.is_starred = [], False
        context = session_context(self, self.convening, request.viewer, asked)
        return {**super().get_context(request, *args, **kwargs), **context}

    def get_absolute_url(self):
        return address_below_home(self)

    @cached_property
    def convening(self) -> ConveningPage:
        """The page that it stands below."""
        return ConveningPage.objects.get(path=self.path[: -self.steplen])

    @property
    def calendar_url(self) -> str:
        return self.get_absolute_url().rstrip("/") + ".ics"
