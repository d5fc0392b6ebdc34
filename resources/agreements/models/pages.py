"""The shelf of agreement templates. A page tells what a template is for; its text lies in immutable versions."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager

from cms.models import BasePage, ShelfPage

from ..querysets import TemplateQuerySet
from ..reading import shelf_context, template_context


class AgreementIndexPage(ShelfPage):
    """The shelf of all agreement templates."""

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["agreements.AgreementTemplatePage"]
    template = "agreements/index.html"

    class Meta:
        verbose_name = _("agreements shelf")

    def get_context(self, request, *args, **kwargs):
        templates = AgreementTemplatePage.objects.visible_to(request.viewer).listed().with_versions()
        return {**super().get_context(request, *args, **kwargs), **shelf_context(templates)}


class AgreementTemplatePage(BasePage):
    """What one template is for, and where it belongs: a tier, the routes, answers and challenges that lead to it."""

    class Tier(models.IntegerChoices):
        UMBRELLA = 1, _("Umbrella: how partners work together")
        DATA = 2, _("Agreements on data")
        ONE_USE = 3, _("For one use: licenses, forms, certificates")

    summary = models.TextField(_("summary"), max_length=500, blank=True)
    form = models.CharField(_("kind of document"), max_length=80, blank=True)
    tier = models.PositiveSmallIntegerField(_("tier"), choices=Tier, default=Tier.DATA)
    routes = ParentalManyToManyField(
        "legal.Route", verbose_name=_("offered for these routes"), blank=True, related_name="+"
    )
    answers = ParentalManyToManyField(
        "legal.LegalAnswer", verbose_name=_("offered with these answers"), blank=True, related_name="+"
    )

    challenges = ParentalManyToManyField(
        "vocabulary.Challenge", verbose_name=_("helps with these challenges"), blank=True,
        related_name="agreement_templates",
    )  # fmt: skip

    objects = PageManager.from_queryset(TemplateQuerySet)()

    parent_page_types = ["agreements.AgreementIndexPage"]
    subpage_types = []
    template = "agreements/template.html"
    content_panels = [
        *Page.content_panels, "summary", "form", "tier",
        MultiFieldPanel(["routes", "answers", "challenges"], heading=_("Who is led here")),
    ]  # fmt: skip
    settings_panels = [*Page.settings_panels, FieldPanel("audience", read_only=True)]
    help_texts = {
        "summary": _("What it is for and what it is not for, in two sentences."),
        "form": _("As lawyers call it: memorandum, license, annex."),
        "tier": _("Where it stands on the shelf."),
        "routes": _("Their pages lead here."),
        "answers": _("These answers lead here."),
        "challenges": _("The pages of these challenges lead here."),
    }

    class Meta:
        verbose_name = _("agreement template")
        verbose_name_plural = _("agreement templates")

    @classmethod
    def readable(cls, viewer):
        return super().readable(viewer).with_versions()

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), **template_context(self, request)}

    def get_absolute_url(self):
        return f"/agreements/{self.slug}/"
