"""Where editors keep the law. A rule that is over is closed with a day, and another one begins: nothing is deleted."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.viewsets.model import ModelViewSetGroup

from cms.explaining import READERS
from cms.viewsets import RecordViewSet

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
CHECKED_HELP = {
    "verification_note": _("What of it nobody has read in its source yet."),
    "sources": _("Where these words come from. A source has its own line under Sources."),
    "verified_on": _("Only when an attorney has read it. Empty is the usual state, and no fault."),
    "verified_by": _("The attorney; their profile decides who reads the name."),
}
REPLACED = FieldPanel("replaced_on")
EXPORTED = ["name", "slug", "as_of", "replaced_on", "is_read", "verification_note", "verified_on"]
STATE = ["is_read", "verified_on", "replaced_on"]


class LawViewSet(RecordViewSet):
    list_display = ["name", "as_of", "is_read", "verified_on", "replaced_on"]
    list_filter = STATE
    list_export = EXPORTED
    search_fields = ["name", "slug"]
    help_texts = CHECKED_HELP


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
    help_texts = {
        "url": _("Empty while the exact page is not known."),
        "form": _("What it is: a regulation binds, guidance explains."),
        "dated": _("As it stands on the document."),
        "accessed": _("When one of us last opened it."),
        "reading": _("What one of us has read of it, honestly."),
        "note": _("What else one must know to find it or to trust it."),
    }


class RouteViewSet(LawViewSet):
    model = Route
    icon = "arrow-right"
    list_export = [*EXPORTED, "allows", "who_may_use", "written_agreement", "limits", "common_mistakes", "citations"]
    panels = [
        NAMES, "allows", "who_may_use", "written_agreement",
        FieldRowPanel(["needs_agreement", "is_checked_by_elements"]),
        "limits", "common_mistakes", "citations", CHECKED, REPLACED,
    ]  # fmt: skip
    help_texts = {
        **CHECKED_HELP,
        "allows": _("In a sentence, as the rule has it and without advice."),
        "who_may_use": _("Who asks, and of whom."),
        "written_agreement": _("What the rule says of one, and what is good practice beyond it."),
        "needs_agreement": _("Only if the rule itself asks for it."),
        "is_checked_by_elements": _("Then the elements of this route are what an agreement is read for."),
    }


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
    help_texts = {
        **CHECKED_HELP,
        "level": _("Required only if the rule says so; all else is good practice."),
        "not_for": _("Where an element that is common to all routes does not belong."),
        "requirement": _("What the agreement must say, in plain words."),
        "citation": _("The section of the rule; empty for good practice."),
        "why": _("What goes wrong without it."),
        "evidence_hint": _("Where in an agreement it usually stands."),
        "missing_message": _("What somebody can do about it on a Monday."),
    }


class SuppressionRuleViewSet(LawViewSet):
    model = SuppressionRule
    icon = "view"
    list_display = ["name", "scope", "min_shown", "dated", "verified_on", "replaced_on"]
    list_export = [*EXPORTED, "scope", "min_shown", "hide", "zero", "complementary", "dated", "notes"]
    panels = [
        NAMES, "scope", FieldRowPanel(["min_shown", "hide", "hide_expression"]), "zero", "complementary",
        "two_category", "bands", "rounding", FieldRowPanel(["dated", "dated_precision"]), "notes", CHECKED, REPLACED,
    ]  # fmt: skip
    help_texts = {
        **CHECKED_HELP,
        "scope": _("Whose figures it is for."),
        "min_shown": _("A group of at least so many students is shown."),
        "hide": _("In words, as the rule has it."),
        "hide_expression": _("The same for a machine, such as n < 10."),
        "zero": _("Whether a group of none is shown."),
        "complementary": _("Which further cells are hidden, so that nobody subtracts."),
        "two_category": _("What holds where there are only two groups."),
        "rounding": _("How percentages are rounded."),
        "dated": _("As it stands on the rule."),
        "notes": _("What else one must know to apply it."),
    }


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
    help_texts = {
        **CHECKED_HELP,
        "sort": _("A state, a district or a territory."),
        "suppression_rule": _("The one that holds there, or the network’s default."),
        "is_rule_read": _("One of us has read that rule in its source."),
        "notes": _("What is known on top of the federal rule. An empty list says that nobody has looked."),
        "last_checked": _("When somebody last looked for laws of this state."),
    }


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
    help_texts = {
        "overlay": _("The state it belongs to."),
        "is_official_name": _("Or else a name that people use for it."),
        "number": _("The number of the act or the section of the code."),
        "scope": _("Districts, vendors, researchers: whom it binds."),
        "sources": _("Where one can read it, or a public list that names it."),
    }


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
    help_texts = {
        **CHECKED_HELP,
        "sort": _("Core ones stand for the outcome; contributing ones help to it."),
        "definition": _("So exact that two districts count the same children."),
        "level_needed": _("The least that does: figures about groups, if they are enough."),
        "aggregate_request": _("Words that somebody can send to a district."),
        "usual_routes": _("By which the records, or the figures, are usually asked for."),
        "identifiable_only_if": _("What figures cannot answer."),
        "refresh": _("How often there are new figures, and when."),
    }


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
    help_texts = {
        **CHECKED_HELP,
        "form": _("What it is: a regulation binds, guidance explains."),
        "level": _("Whose guidance it is."),
        "state": _("Only for what holds in one state."),
        "summary": _("In our own words: the text itself is linked and not copied."),
        "topics": _("Tags of the desk, by comma; not the vocabulary."),
        "audience": READERS,
    }


class LegalAnswerViewSet(RecordViewSet):
    model = LegalAnswer
    icon = "help"
    list_display = ["question", "as_of", "get_audience_display", "verified_on"]
    list_filter = {"routes": ["exact"], "audience": ["exact"], "as_of": ["lte"], "verified_on": ["exact"]}
    list_export = ["question", "slug", "answer", "citations", "as_of", "verified_on", "audience"]
    search_fields = ["question", "answer"]
    panels = ["question", "slug", "answer", "citations", "routes", "topics", "audience", CHECKED]
    help_texts = {
        **CHECKED_HELP,
        "question": _("As somebody would ask it, without a real case."),
        "answer": _("General information that names the rule it rests on; never advice on a case."),
        "routes": _("Those that it speaks of."),
        "topics": _("Tags of the desk, by comma; not the vocabulary."),
        "audience": READERS,
    }


class LegalGroup(ModelViewSetGroup):
    """One menu: the desk first, since it is kept most often; then the law."""

    menu_label = _("Legal")
    menu_icon = "doc-full-inverse"
    menu_order = 270
    items = (
        LegalAnswerViewSet, LegalResourceViewSet, RouteViewSet, RouteFinderViewSet, ElementViewSet,
        SuppressionRuleViewSet, StateOverlayViewSet, StateLawViewSet, IndicatorViewSet, SourceViewSet,
    )  # fmt: skip
