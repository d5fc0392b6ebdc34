"""The words that everybody shares. Editors keep them as snippets; they are dated, and they change."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, RevisionMixin

from cms.audiences import MEMBERS, PUBLIC, STAFF
from cms.dates import PartialDate, PrecisionField
from cms.fields import AudienceField

from ..fields import LinesField
from ..querysets import WordQuerySet
from .dating import from_to


class Word(RevisionMixin, ClusterableModel):
    """What every controlled word has: a name, an address, and what else people call it."""

    slug = models.SlugField(
        _("address"), max_length=80, unique=True, help_text=_("Content refers to it; leave it as it is once in use.")
    )
    name = models.CharField(_("name"), max_length=160)
    synonyms = LinesField(_("synonyms"), help_text=_("Other words for it, one to a line; search knows them."))
    order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Its place in lists; small is first."))

    class Meta:
        abstract = True
        ordering = ["order", "name"]

    def __str__(self):
        return self.name


class ReadableWord(Word):
    """A word that has an address of its own, and so the one lock."""

    READERS = ((PUBLIC, _("Everyone")), (MEMBERS, _("Members")), (STAFF, _("Network staff")))

    audience = AudienceField(default=PUBLIC, choices=READERS)

    objects = WordQuerySet.as_manager()

    class Meta(Word.Meta):
        abstract = True

    def with_content_json(self, content):
        # Who may read it is a fact of the row: going back to an older text must not open it again.
        word = super().with_content_json(content)
        word.audience = self.audience
        return word


class Outcome(ReadableWord):
    """One of the cradle-to-career outcomes."""

    class Direction(models.TextChoices):
        HIGHER = "higher-is-better", _("Higher is better")
        LOWER = "lower-is-better", _("Lower is better")

    stage = models.CharField(_("stage"), max_length=80, blank=True)
    definition = models.TextField(_("definition"), blank=True)
    core_indicators = LinesField(_("core indicators"))
    contributing_indicators = LinesField(_("contributing indicators"))
    direction = models.CharField(_("direction"), max_length=20, choices=Direction, blank=True)
    cautions = models.TextField(_("cautions"), blank=True)

    class Meta(Word.Meta):
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")

    @property
    def url(self) -> str:
        return reverse("vocabulary:outcome", args=[self.slug])


class OutcomeNote(Orderable):
    """What was true of an outcome at some time, and where that was read."""

    outcome = ParentalKey(Outcome, on_delete=models.CASCADE, related_name="dated_notes")
    dating = models.CharField(_("when"), max_length=60, help_text=_("As exactly as it is known: “about 2013”."))
    note = models.TextField(_("note"))
    source = models.CharField(_("source"), max_length=200, blank=True)
    is_verified = models.BooleanField(_("read in its source"), default=False)

    def __str__(self):
        return self.note


class Challenge(ReadableWord):
    """A barrier that data managers meet, in one of six families."""

    class Family(models.TextChoices):
        TRUST = "trust", _("Trust")
        TURF = "turf", _("Turf")
        TIME = "time", _("Time")
        TECHNOLOGY = "technology", _("Technology")
        LAW = "law", _("Law")
        CAPACITY = "capacity", _("Capacity")

    FAMILY_SENTENCES = {
        Family.TRUST: _("People doubt what the data will be used for, or by whom."),
        Family.TURF: _("Two organizations claim the same ground, number or audience."),
        Family.TIME: _("The calendar of one partner does not fit the need of another."),
        Family.TECHNOLOGY: _("Files, systems and screens get in the way."),
        Family.LAW: _("Rules, or fear of rules, decide what may move."),
        Family.CAPACITY: _("There are too few hands, or hands without practice."),
    }

    family = models.CharField(_("family"), max_length=12, choices=Family)
    description = models.TextField(_("description"), blank=True)
    signs = LinesField(_("signs"), help_text=_("How one notices it; one to a line."))
    first_steps = LinesField(_("first steps"))
    questions = LinesField(_("questions to ask"))
    related_terms = ParentalManyToManyField(
        "vocabulary.Term", verbose_name=_("related terms"), blank=True, related_name="challenges"
    )

    class Meta(Word.Meta):
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")

    @property
    def url(self) -> str:
        return reverse("vocabulary:challenge", args=[self.slug])

    @property
    def family_sentence(self) -> str:
        """The family in plain words."""
        return self.FAMILY_SENTENCES[self.Family(self.family)]


class Topic(Word):
    """A subject that lessons, needs, sessions and questions are about."""

    class Meta(Word.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Expertise(Word):
    """Something that a member can offer, or wants help with."""

    group = models.CharField(_("group"), max_length=80, blank=True)

    class Meta(Word.Meta):
        verbose_name = _("expertise")
        verbose_name_plural = _("expertise")


class Term(ReadableWord):
    """An entry of the glossary."""

    class Source(models.TextChoices):
        FOUNDING_NOTE = "founding-note", _("Founding note of 2013")
        REGULATION = "regulation", _("Regulation")
        PUBLIC_GUIDANCE = "public-guidance", _("Public guidance")
        PRACTICE = "practice", _("Practice of members")

    definition = models.TextField(_("definition"))
    see_also = ParentalManyToManyField("self", verbose_name=_("see also"), blank=True, symmetrical=False)
    source_kind = models.CharField(_("kind of source"), max_length=20, choices=Source, blank=True)
    source_note = models.CharField(_("source"), max_length=300, blank=True)

    class Meta(Word.Meta):
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")

    @property
    def url(self) -> str:
        """Its place in the glossary: a term has no page of its own."""
        return f"{reverse('vocabulary:glossary')}#{self.slug}"


class DatedMeaning(Orderable):
    """What a term meant, or was also used for, in some years.

    Dates that are not exactly known are shown in the words beside them (“about 2015”, “later”).
    """

    term = ParentalKey(Term, on_delete=models.CASCADE, related_name="dated_meanings")
    meaning = models.TextField(_("meaning"))
    since = models.DateField(_("from"), null=True, blank=True)
    since_precision = PrecisionField(verbose_name=_("known to the"))
    since_words = models.CharField(_("from, in words"), max_length=40, blank=True, help_text=_("Shown for the date."))
    until = models.DateField(_("to"), null=True, blank=True)
    until_precision = PrecisionField(verbose_name=_("known to the"))
    until_words = models.CharField(_("to, in words"), max_length=40, blank=True, help_text=_("Shown for the date."))

    def __str__(self):
        return self.meaning

    @property
    def since_shown(self) -> str:
        return self.since_words or (str(PartialDate(self.since, self.since_precision)) if self.since else "")

    @property
    def until_shown(self) -> str:
        return self.until_words or (str(PartialDate(self.until, self.until_precision)) if self.until else "")

    @property
    def dating(self) -> str:
        """From when to when it was meant, as far as that is known."""
        # Words say by themselves how they are meant: “by 2021”, “later”.
        if self.since_words and not self.until_shown:
            return self.since_words
        return from_to(self.since_shown, self.until_shown) or gettext("undated")
