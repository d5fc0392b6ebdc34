"""The lesson as it is read, drafted and reviewed."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, PageManager

from cms.dates import PartialDate, PrecisionField
from cms.fields import MarkdownField, RenderedField
from cms.http import render_part
from cms.models import BasePage, ShelfPage

from ..filters import LessonFilter
from ..panels import RecordsPanel
from ..querysets import LessonQuerySet
from ..reading import lesson_context

# What stands below /lessons/ beside the lessons themselves, and so is the address of none.
RESERVED_SLUGS = frozenset({"new", "edit", "preview", "markdown", "autosave", "feed", "search"})

SECTION_HELP = {
    "context": _("Who, where, how many; enough for a stranger to judge whether this is like home."),
    "challenge": _("What was in the way, as you understood it then. If you understood it wrongly, say so."),
    "did": _("In order, and enough that somebody could repeat it on a Tuesday."),
    "happened": _("Before and after, with counts. If nothing changed, say so; that is a lesson."),
    "change": _("The part readers thank you for. If it is empty, you are not done yet."),
    "advice": _("One or two things to do, and one not to do."),
    "data_used": _("Whose data, under which agreement, the smallest group shown, what was destroyed."),
}


class LessonIndexPage(ShelfPage):
    """The shelf of all lessons."""

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["lessons.LessonPage"]
    template = "lessons/index.html"

    class Meta:
        verbose_name = _("lessons shelf")

    def get_context(self, request, *args, **kwargs):
        lessons = LessonPage.objects.visible_to(request.viewer).listed()
        asked = LessonFilter.read(request.GET)
        return {**super().get_context(request, *args, **kwargs), **asked.context(lessons, request.viewer)}

    def serve(self, request):
        context = self.get_context(request)
        return render_part(request, whole=self.template, part="lessons/_list.html", context=context)


class LessonTag(TaggedItemBase):
    content_object = ParentalKey("lessons.LessonPage", on_delete=models.CASCADE, related_name="tagged_items")


class LessonPage(BasePage):
    """What one place tried, what happened, and what it would change.

    Text and vocabulary live in revisions. Owner, audience, attribution and withdrawal are facts of the row;
    authors, cycles, lineage and flags are records that point here.
    """

    class DataLevel(models.TextChoices):
        NONE = "none", _("No student data")
        AGGREGATE = "aggregate", _("Aggregate counts only")
        DEIDENTIFIED = "de-identified", _("De-identified records")
        AT_HOLDER = "identifiable-at-holder", _("Identifiable records that stayed with their holder")
        UNDER_AGREEMENT = "identifiable-under-agreement", _("Identifiable records under an agreement")

    ROW_FIELDS = (
        *BasePage.ROW_FIELDS, "partnership_id", "attribution", "withdrawn_on", "withdrawn_by", "withdrawn_reason",
    )  # fmt: skip
    SECTIONS = (
        ("context", _("Context")),
        ("challenge", _("The challenge")),
        ("did", _("What we did")),
        ("happened", _("What happened")),
        ("change", _("What we would change")),
        ("advice", _("Advice to a peer")),
        ("data_used", _("Data used")),
    )

    summary = models.TextField(_("summary"), max_length=400, blank=True)

    context = MarkdownField(_("context"), blank=True)
    context_html = RenderedField(source="context")
    challenge = MarkdownField(_("the challenge"), blank=True)
    challenge_html = RenderedField(source="challenge")
    did = MarkdownField(_("what we did"), blank=True)
    did_html = RenderedField(source="did")
    happened = MarkdownField(_("what happened"), blank=True)
    happened_html = RenderedField(source="happened")
    change = MarkdownField(_("what we would change"), blank=True)
    change_html = RenderedField(source="change")
    advice = MarkdownField(_("advice to a peer"), blank=True)
    advice_html = RenderedField(source="advice")
    data_used = MarkdownField(_("data used"), blank=True)
    data_used_html = RenderedField(source="data_used")

    outcomes = ParentalManyToManyField("vocabulary.Outcome", verbose_name=_("outcomes"), blank=True)
    challenges = ParentalManyToManyField("vocabulary.Challenge", verbose_name=_("challenges"), blank=True)
    topics = ParentalManyToManyField("vocabulary.Topic", verbose_name=_("topics"), blank=True)
    tags = ClusterTaggableManager(through=LessonTag, verbose_name=_("tags"), blank=True)
    gateway = models.ForeignKey(
        "vocabulary.Gateway", verbose_name=_("gateway at the start"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="+",
    )  # fmt: skip

    started = models.DateField(_("started"), null=True, blank=True)
    started_precision = PrecisionField()
    finished = models.DateField(_("finished"), null=True, blank=True)
    finished_precision = PrecisionField()
    review_by = models.DateField(_("look at it again by"), null=True, blank=True)
    data_level = models.CharField(_("data used"), max_length=30, choices=DataLevel, blank=True)
    artifacts = models.JSONField(_("artifacts"), default=list, blank=True)
    people_involved = models.JSONField(_("people involved"), default=list, blank=True)
    staff_hours = models.PositiveIntegerField(_("staff hours"), null=True, blank=True)
    cash_usd = models.PositiveIntegerField(_("cash, in dollars"), null=True, blank=True)
    elapsed_months = models.PositiveSmallIntegerField(_("months it took"), null=True, blank=True)
    effort_note = models.CharField(_("note on the effort"), max_length=300, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    partnership = models.ForeignKey(
        "partnerships.Partnership", verbose_name=_("partnership"), null=True, blank=True,
        on_delete=models.PROTECT, related_name="lessons", help_text=_("Empty: network staff."),
    )  # fmt: skip
    about_partnerships = ParentalManyToManyField(
        "partnerships.Partnership", verbose_name=_("also about"), blank=True, related_name="+"
    )
    # Links and not text: no revision holds them.
    systems = models.ManyToManyField(
        "systems.System", verbose_name=_("tells of data systems"), blank=True, related_name="lessons"
    )
    report_cards = models.ManyToManyField(
        "report_cards.ReportCard", verbose_name=_("tells of report cards"), blank=True, related_name="lessons"
    )
    attribution = models.CharField(_("byline"), max_length=300, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawn_by = models.CharField(_("withdrawn by"), max_length=160, blank=True)
    withdrawn_reason = models.TextField(_("why it was withdrawn"), blank=True)

    objects = PageManager.from_queryset(LessonQuerySet)()

    parent_page_types = ["lessons.LessonIndexPage"]
    subpage_types = []
    template = "lessons/lesson.html"
    content_panels = [
        *Page.content_panels,
        "summary",
        MultiFieldPanel([name for name, _label in SECTIONS], heading=_("The story")),
        MultiFieldPanel(["outcomes", "challenges", "topics", "tags", "gateway"], heading=_("What it is about")),
        MultiFieldPanel(
            [
                FieldRowPanel(["started", "started_precision", "finished", "finished_precision"]),
                FieldRowPanel(["staff_hours", "cash_usd", "elapsed_months"]),
                "effort_note", FieldPanel("data_level", heading=_("Level of the data")), "review_by", "source",
            ],
            heading=_("Facts"),
        ),
        RecordsPanel(heading=_("Authors and cycles")),
    ]  # fmt: skip
    settings_panels = [*Page.settings_panels, FieldPanel("audience", read_only=True)]
    help_texts = {
        **SECTION_HELP,
        "summary": _("One or two sentences for lists and search: what was tried, what came out."),
        "outcomes": _("Those that it helps to; one or two."),
        "challenges": _("Those that stood in the way."),
        "topics": _("What else it is about."),
        "gateway": _("Where the partnership stood when it began."),
        "started": _("The year is enough."),
        "finished": _("Empty if it goes on."),
        "staff_hours": _("All hands together; a guess is better than nothing."),
        "cash_usd": _("What was paid beside salaries."),
        "elapsed_months": _("From the idea to the result."),
        "effort_note": _("What the numbers do not say."),
        "data_level": _("The closest to a child that anybody came."),
        "review_by": _("Its authors are asked on that day whether it still holds."),
        "source": _("Where it was told first, if not here."),
    }

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def clean(self):
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": _("This address is taken by a page of the site.")})

    @classmethod
    def readable(cls, viewer):
        return super().readable(viewer).select_related("partnership", "gateway__scheme")

    def get_template(self, request, *args, **kwargs):
        return "lessons/stub.html" if self.is_withdrawn else self.template

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return {**context, **lesson_context(self, request.viewer)}

    def get_absolute_url(self):
        return f"/lessons/{self.slug}/"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_on is not None

    @property
    def is_due(self) -> bool:
        """Whether the day has come on which its authors promised to look at it again."""
        return self.review_by is not None and self.review_by <= timezone.localdate()

    @property
    def tree_year(self) -> int | None:
        """The year that stands beside it in a family tree: when it was tried, else when it was published."""
        day = self.finished or self.started or self.first_published_at
        return day.year if day else None

    @property
    def period(self) -> tuple[PartialDate | None, PartialDate | None]:
        """When it was tried: start and end, each as exactly as it is known."""
        return (
            PartialDate(self.started, self.started_precision) if self.started else None,
            PartialDate(self.finished, self.finished_precision) if self.finished else None,
        )

    @property
    def sections(self) -> list[dict]:
        """The seven sections in reading order: name, heading, Markdown, HTML; empty ones too."""
        return [
            {
                "name": name,
                "heading": heading,
                "markdown": getattr(self, name),
                "html": getattr(self, f"{name}_html"),
            }
            for name, heading in self.SECTIONS
        ]

    @property
    def told(self) -> list[dict]:
        """The sections that say something, for reading."""
        return [section for section in self.sections if section["markdown"]]
