"""What every room stands on: the base of all reviewed pages, home and about pages, files, the clock's memory."""

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.compat import HTTPMethod
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page, PageManager, PageViewRestriction
from wagtail.url_routing import RouteResult

from .audiences import PUBLIC, VisiblePageQuerySet
from .explaining import ExplainedPageForm
from .fields import AudienceField, MarkdownField, RenderedField


class ClosedToAliases:
    """Pages that are only read, cannot be copied as aliases, and have Wagtail's own privacy off: one lock, not two."""

    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    private_page_options = []
    base_form_class = ExplainedPageForm
    help_texts: dict[str, str] = {}

    def create_alias(self, *args, **kwargs):
        raise ValidationError(_("A page here has one place. Link to it instead of making an alias of it."))

    def get_view_restrictions(self):
        return PageViewRestriction.objects.none()


class ShelfPage(ClosedToAliases, Page):
    """A page of the skeleton: it holds others, anyone may open it, and nothing of its own needs a lock."""

    max_count = 1

    class Meta:
        abstract = True

    def route(self, request, path_components):
        """Lead straight to a page of the one kind that this shelf holds, by the lock and in one query."""
        kinds = [model for model in self.allowed_subpage_models() if issubclass(model, BasePage)]
        if len(path_components) != 1 or len(kinds) != 1:
            return super().route(request, path_components)
        page = kinds[0].readable(request.viewer).child_of(self).filter(slug=path_components[0]).first()
        if page is None:
            raise Http404
        return RouteResult(page)


class BasePage(ClosedToAliases, Page):
    """Reviewed text for others to read, behind the one lock.

    A revision holds text only. Who may read, who owns and who withdrew are facts of the row (`ROW_FIELDS`):
    they are restored from the row when a revision is loaded, so that approving an old revision cannot make a
    tightened page public again. For the same reason saving a whole page that exists leaves them alone: they are
    written by name (``save(update_fields=[...])``), the audience by `cms.actions.set_audience`.
    """

    ROW_FIELDS = ("audience",)

    audience = AudienceField(default=PUBLIC)

    objects = PageManager.from_queryset(VisiblePageQuerySet)()

    class Meta:
        abstract = True

    def with_content_json(self, content):
        page = super().with_content_json(content)
        for name in self.ROW_FIELDS:
            setattr(page, name, getattr(self, name))
        for field in self._meta.concrete_fields:
            if isinstance(field, RenderedField):
                field.pre_save(page, add=False)
        return page

    @classmethod
    def readable(cls, viewer):
        """The pages of this kind that `viewer` may open; a room adds the joins that its template needs."""
        return cls.objects.visible_to(viewer)

    def route(self, request, path_components):
        """Lead to this page whoever may read it; for all others, by whatever method they ask, it is not there."""
        if path_components:
            return super().route(request, path_components)
        page = type(self).readable(request.viewer).filter(pk=self.pk).first()
        if page is None:
            raise Http404
        return RouteResult(page)

    def _do_update(self, base_qs, using, pk_val, values, update_fields, *args):
        if not update_fields:
            # A copy that was loaded before somebody tightened the page would open it again.
            values = [value for value in values if value[0].attname not in self.ROW_FIELDS]
        return super()._do_update(base_qs, using, pk_val, values, update_fields, *args)


class HomePage(ShelfPage):
    """The door of the site."""

    question = models.CharField(
        _("question"), max_length=160, blank=True, help_text=_("The one question that the home page asks.")
    )
    parent_page_types = ["wagtailcore.Page"]
    content_panels = [*Page.content_panels, "question"]
    template = "cms/home.html"

    class Meta:
        verbose_name = _("home page")

    def route(self, request, path_components):
        """Lead to what stands on a shelf without reading what the shelf says, which only its own page shows."""
        if len(path_components) < 2:
            return super().route(request, path_components)
        shelf = self.get_children().filter(slug=path_components[0]).first()
        if shelf is None:
            raise Http404
        return shelf.specific_deferred.route(request, path_components[1:])


class AboutIndexPage(ShelfPage):
    """The shelf of the pages about the community."""

    intro = models.TextField(_("introduction"), blank=True)
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.AboutPage"]
    content_panels = [*Page.content_panels, "intro"]
    help_texts = {"intro": _("A sentence or two above the list of pages.")}
    template = "cms/about_index.html"

    class Meta:
        verbose_name = _("about shelf")


class AboutPage(BasePage):
    """One page about the community: its rules, its promises, how things work."""

    summary = models.CharField(_("summary"), max_length=300, blank=True)
    body = MarkdownField(_("text"), blank=True)
    body_html = RenderedField(source="body")

    parent_page_types = ["cms.AboutIndexPage"]
    subpage_types = []
    content_panels = [*Page.content_panels, "summary", "body"]
    help_texts = {
        "summary": _("One sentence, for lists and the search."),
        "body": _("Markdown. It promises only what the site does."),
    }
    settings_panels = [*Page.settings_panels, FieldPanel("audience", read_only=True)]
    template = "cms/about.html"

    class Meta:
        verbose_name = _("about page")


class SiteImage(AbstractImage):
    """An image of the editors: public, and never a member's upload."""

    credit = models.CharField(_("credit"), max_length=200, blank=True)
    admin_form_fields = (*Image.admin_form_fields, "credit")


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class SiteDocument(AbstractDocument):
    """A file. It belongs to a record, whose `visible_to` is asked before it is served."""

    owner_kind = models.CharField(_("kind of its owner"), max_length=40, blank=True)
    owner_key = models.CharField(_("key of its owner"), max_length=255, blank=True)
    admin_form_fields = (*Document.admin_form_fields, "owner_kind", "owner_key")


class ClockRun(models.Model):
    """The last run of a job on the clock; `started` is empty until it ran once, `known` says since when it should."""

    job = models.CharField(max_length=200, primary_key=True)
    known = models.DateTimeField(default=timezone.now)
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)

    def __str__(self):
        return self.job


class Loaded(models.Model):
    """What starter and demo content made: so that loading twice changes nothing, and removal finds it."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    object_id = models.CharField(max_length=60)
    is_demo = models.BooleanField(default=False)
    loaded = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="loaded_once")]

    def __str__(self):
        return f"{self.kind}:{self.key}"


class OldAddress(models.Model):
    """Where a thing that is no page stood before its address was changed. Wagtail keeps those of pages itself."""

    path = models.CharField(max_length=255, unique=True)  # with its anchor, where the thing stands on another's page
    kind = models.CharField(max_length=40)
    object_id = models.PositiveBigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["kind", "object_id"])]

    def __str__(self):
        return self.path
