"""Where editors keep the law. A rule that is over is closed with a day, and another one begins: nothing is deleted."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from cms.exports import GuardedIndexView

from .models import (
    Element,
    Indicator,
    LegalAnswer,
    LegalResource,
    Route,
    RouteFinder,
    Source,
    StateLaw,
    StateOverlay,
    SuppressionRule,
)

NAMES = FieldRowPanel(["name", "slug", "order"])
CHECKED = MultiFieldPanel(
    [
        FieldRowPanel(["as_of", "is_read"]),
        "verification_note",
        "sources",
        FieldRowPanel(["verified_on", "verified_by"]),
    ],
    heading=_("Sources, and who has verified it"),
)
REPLACED = FieldPanel("replaced_on")
EXPORTED = ["name", "slug", "as_of", "replaced_on", "is_read", "verification_note", "verified_on"]
STATE = ["is_read", "verified_on", "replaced_on"]


class RecordViewSet(ModelViewSet):
    """What the lists of all records share."""

    index_view_class = GuardedIndexView
    search_backend_name = None  # The database finds them; these records need no index of Wagtail's.
    copy_view_enabled = False
    list_per_page = 50


class LawViewSet(RecordViewSet):
    list_display = ["name", "as_of", "is_read", "verified_on", "replaced_on"]
    list_filter = STATE
    list_export = EXPORTED
    search_fields = ["name", "slug"]


class SourceViewSet(RecordViewSet):
    model = Source
    icon = "link"
    list_display = ["title", "form", "dated", "reading"]
    list_filter = ["form", "reading"]
    list_export = ["slug", "title", "publisher", "url", "form", "dated", "accessed", "reading", "note"]
    search_fields = ["title", "slug", "publisher"]
    panels = [
        FieldRowPanel(["title", "slug"]), FieldRowPanel(["publisher", "url"]), "form",
        FieldRowPanel(["dated", "dated_precision"]), FieldRowPanel(["accessed", "reading"]), "note",
    ]  # fmt: skip


class RouteViewSet(LawViewSet):
    model = Route
    icon = "arrow-right"
    list_export = [*EXPORTED, "allows", "who_may_use", "written_agreement", "limits", "common_mistakes", "citations"]
    panels = [
        NAMES, "allows", "who_may_use", "written_agreement",
        FieldRowPanel(["needs_agreement", "is_checked_by_elements"]),
        "limits", "common_mistakes", "citations", CHECKED, REPLACED,
    ]  # fmt: skip


class RouteFinderViewSet(LawViewSet):
    model = RouteFinder
    icon = "help"
    panels = [FieldRowPanel(["name", "slug"]), "tree", CHECKED, REPLACED]


class ElementViewSet(LawViewSet):
    model = Element
    icon = "list-ul"
    list_display = ["__str__", "route", "level", "is_read", "verified_on", "replaced_on"]
    list_filter = ["route", "level", *STATE]
    list_export = [*EXPORTED, "route", "level", "requirement", "citation"]
    search_fields = ["name", "slug", "requirement"]
    panels = [
        NAMES, FieldRowPanel(["route", "level"]), "not_for", "requirement", "citation", "why", "evidence_hint",
        "missing_message", CHECKED, REPLACED,
    ]  # fmt: skip


class SuppressionRuleViewSet(LawViewSet):
    model = SuppressionRule
    icon = "view"
    list_display = ["name", "scope", "min_shown", "dated", "verified_on", "replaced_on"]
    list_export = [*EXPORTED, "scope", "min_shown", "hide", "zero", "complementary", "dated", "notes"]
    panels = [
        NAMES, "scope", FieldRowPanel(["min_shown", "hide", "hide_expression"]), "zero", "complementary",
        "two_category", "bands", "rounding", FieldRowPanel(["dated", "dated_precision"]), "notes", CHECKED, REPLACED,
    ]  # fmt: skip


class StateOverlayViewSet(LawViewSet):
    model = StateOverlay
    icon = "site"
    list_display = ["name", "suppression_rule", "is_own_rule", "last_checked", "verified_on", "replaced_on"]
    list_filter = ["sort", "suppression_rule", "is_own_rule", *STATE]
    list_export = [*EXPORTED, "state", "suppression_rule", "is_own_rule", "last_checked", "notes"]
    panels = [
        NAMES, FieldRowPanel(["state", "sort"]), FieldRowPanel(["suppression_rule", "is_own_rule", "is_rule_read"]),
        "notes", "last_checked", CHECKED, REPLACED,
    ]  # fmt: skip


class StateLawViewSet(RecordViewSet):
    model = StateLaw
    icon = "doc-full"
    list_display = ["name", "overlay", "number", "is_official_name", "is_read"]
    list_filter = ["overlay", "is_read"]
    list_export = ["overlay", "name", "is_official_name", "number", "scope", "is_read"]
    search_fields = ["name", "number", "scope"]
    panels = [
        FieldRowPanel(["overlay", "order"]), FieldRowPanel(["name", "is_official_name"]), "number", "scope", "sources",
        "is_read",
    ]  # fmt: skip


class IndicatorViewSet(LawViewSet):
    model = Indicator
    icon = "pick"
    list_display = ["name", "outcome", "sort", "level_needed", "verified_on"]
    list_filter = ["outcome", "sort", "level_needed", *STATE]
    list_export = [*EXPORTED, "outcome", "sort", "level_needed", "definition", "aggregate_request", "usual_holders"]
    search_fields = ["name", "slug", "definition"]
    panels = [
        NAMES, FieldRowPanel(["outcome", "sort"]), "definition", "level_needed", "least_elements", "aggregate_request",
        "usual_holders", "usual_routes", "join_keys", "less_identifying", "identifiable_only_if", "refresh", "cautions",
        CHECKED, REPLACED,
    ]  # fmt: skip


class LegalResourceViewSet(RecordViewSet):
    model = LegalResource
    icon = "doc-full-inverse"
    list_display = ["title", "publisher", "year", "scope", "get_audience_display", "verified_on"]
    list_filter = ["form", "level", "state", "audience", "verified_on"]
    list_export = [
        "title", "slug", "publisher", "year", "url", "form", "level", "state", "what_it_answers", "summary", "as_of",
        "verified_on", "audience",
    ]  # fmt: skip
    search_fields = ["title", "publisher", "summary"]
    panels = [
        FieldRowPanel(["title", "slug"]), FieldRowPanel(["publisher", "year"]), "url",
        FieldRowPanel(["form", "level", "state"]), "what_it_answers", "summary", "topics", "audience", CHECKED,
    ]  # fmt: skip


class LegalAnswerViewSet(RecordViewSet):
    model = LegalAnswer
    icon = "help"
    list_display = ["question", "as_of", "get_audience_display", "verified_on"]
    list_filter = ["routes", "audience", "verified_on"]
    list_export = ["question", "slug", "answer", "citations", "as_of", "verified_on", "audience"]
    search_fields = ["question", "answer"]
    panels = ["question", "slug", "answer", "citations", "routes", "topics", "audience", CHECKED]


class LegalGroup(ModelViewSetGroup):
    """One menu: the desk first, since it is kept most often; then the law."""

    menu_label = _("Legal")
    menu_icon = "doc-full-inverse"
    menu_order = 270
    items = (
        LegalAnswerViewSet, LegalResourceViewSet, RouteViewSet, RouteFinderViewSet, ElementViewSet,
        SuppressionRuleViewSet, StateOverlayViewSet, StateLawViewSet, IndicatorViewSet, SourceViewSet,
    )  # fmt: skip
