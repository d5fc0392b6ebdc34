"""Where editors keep the vocabulary: one menu, a list with search and filters for each kind of word."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from cms.explaining import READERS
from cms.exports import GuardedIndexView
from cms.viewsets import ExplainingViewSet

from .models import Benchmark, Challenge, Expertise, Gateway, GatewayScheme, Outcome, Pillar, Term, TheoryNote, Topic

NAMES = [FieldRowPanel(["name", "slug", "order"]), "synonyms"]
READABLE = [*NAMES, "audience"]
EXPORTED = ["name", "slug", "order", "synonyms"]
SLUG = _("When it changes, links to the old address lead to the new one.")
SOURCE = _("Where that stands.")
VERIFIED = _("One of us has read it there. Leave it empty otherwise; that is no fault.")


class WordIndexView(GuardedIndexView, IndexView):
    """A list of words, to be downloaded as it is narrowed."""


class WordViewSet(ExplainingViewSet, SnippetViewSet):
    """What the lists of all words share."""

    index_view_class = WordIndexView
    list_display = ["name", "slug", "order"]
    list_export = EXPORTED
    search_fields = ["name", "slug", "synonyms"]
    search_backend_name = None  # The database finds them; these words need no index of Wagtail's.
    ordering = ["order", "name"]
    list_per_page = 50
    panels = NAMES


class OutcomeViewSet(WordViewSet):
    model = Outcome
    icon = "pick"
    list_display = ["name", "stage", "get_audience_display", "order"]
    list_filter = ["stage", "audience"]
    list_export = [
        *EXPORTED, "stage", "definition", "core_indicators", "contributing_indicators", "direction", "cautions",
        "audience",
    ]  # fmt: skip
    panels = [
        *READABLE,
        "stage",
        "definition",
        MultiFieldPanel(["core_indicators", "contributing_indicators", "direction"], heading=_("Indicators")),
        "cautions",
        InlinePanel(
            "dated_notes",
            heading=_("Dated notes"),
            label=_("note"),
            panels=[
                "dating",
                FieldPanel("note", help_text=_("What was said of it then.")),
                FieldPanel("source", help_text=SOURCE),
                FieldPanel("is_verified", help_text=VERIFIED),
            ],
        ),
    ]
    help_texts = {
        "slug": SLUG,
        "audience": READERS,
        "stage": _("Between cradle and career: outcomes of one stage stand together."),
        "definition": _("So exact that two districts count the same children."),
        "direction": _("Of its indicators. It says how a trend reads, and ranks nobody."),
        "cautions": _("How these figures mislead."),
    }


class ChallengeViewSet(WordViewSet):
    model = Challenge
    icon = "warning"
    list_display = ["name", "family", "get_audience_display", "order"]
    list_filter = ["family", "audience"]
    list_export = [*EXPORTED, "family", "description", "signs", "first_steps", "questions", "audience"]
    panels = [*READABLE, "family", "description", "signs", "first_steps", "questions", "related_terms"]
    help_texts = {
        "slug": SLUG,
        "audience": READERS,
        "family": _("The one that fits best."),
        "description": _("What it is like, without blame and without a solution."),
        "related_terms": _("Words of the glossary that one meets with it."),
    }


class TopicViewSet(WordViewSet):
    model = Topic
    icon = "tag"


class ExpertiseViewSet(WordViewSet):
    model = Expertise
    icon = "user"
    list_display = ["name", "group", "order"]
    list_filter = ["group"]
    list_export = [*EXPORTED, "group"]
    panels = [*NAMES, "group"]
    help_texts = {"group": _("Expertise of one group stands together where people choose.")}


class TermViewSet(WordViewSet):
    model = Term
    icon = "openquote"
    list_display = ["name", "source_kind", "get_audience_display", "order"]
    list_filter = ["source_kind", "audience"]
    list_export = [*EXPORTED, "definition", "source_kind", "source_note", "audience"]
    search_fields = ["name", "slug", "synonyms", "definition"]
    panels = [
        *READABLE,
        "definition",
        InlinePanel(
            "dated_meanings",
            heading=_("Dated meanings"),
            label=_("meaning"),
            panels=[
                FieldPanel("meaning", help_text=_("What it meant in that time.")),
                FieldRowPanel([FieldPanel("since", help_text=_("Empty: always.")), "since_precision", "since_words"]),
                FieldRowPanel(
                    [FieldPanel("until", help_text=_("Empty: to this day.")), "until_precision", "until_words"]
                ),
            ],
        ),
        "see_also",
        FieldRowPanel(["source_kind", "source_note"]),
    ]
    help_texts = {
        "slug": SLUG,
        "audience": READERS,
        "definition": _("One or two plain sentences that a new data manager understands."),
        "see_also": _("Terms that one takes for this one, or needs with it."),
        "source_kind": _("Where this meaning comes from."),
        "source_note": _("Which rule, which guide, which page."),
    }


class GatewaySchemeViewSet(ExplainingViewSet, SnippetViewSet):
    model = GatewayScheme
    icon = "date"
    index_view_class = WordIndexView
    list_export = ["name", "slug", "description", "dating", "sources"]
    list_display = ["name", "valid_from", "valid_to"]
    list_filter = ["valid_from", "valid_to"]
    search_fields = ["name", "slug", "description"]
    search_backend_name = None
    panels = [
        FieldRowPanel(["name", "slug"]),
        "description",
        FieldRowPanel(["valid_from", "valid_from_precision"]),
        FieldRowPanel(["valid_to", "valid_to_precision"]),
        "sources",
    ]
    help_texts = {
        "description": _("How the network read its Theory of Action then."),
        "valid_from": _("When the network began to use it."),
        "valid_to": _("Empty while it is in use. A change is a new scheme, never another text of this one."),
    }


class GatewayViewSet(ExplainingViewSet, SnippetViewSet):
    model = Gateway
    icon = "arrow-right"
    index_view_class = WordIndexView
    list_export = ["scheme", "order", "name", "slug", "plain", "is_gateway", "is_verified"]
    list_display = ["name", "scheme", "order", "is_verified"]
    list_filter = ["scheme", "is_verified"]
    search_fields = ["name", "slug", "plain"]
    search_backend_name = None
    panels = [
        FieldPanel("scheme"),
        FieldRowPanel(["name", "slug", "order"]),
        "plain",
        FieldRowPanel(["is_gateway", "is_verified"]),
    ]
    help_texts = {
        "scheme": _("The reading of the Theory of Action that names it so."),
        "order": _("Its place on the way; small is first."),
        "plain": _("What a partnership can do that has reached it."),
        "is_verified": VERIFIED,
    }


class PillarViewSet(ExplainingViewSet, SnippetViewSet):
    model = Pillar
    icon = "bars"
    index_view_class = WordIndexView
    list_export = ["order", "name", "slug", "plain", "dating", "source", "is_verified"]
    list_display = ["name", "order", "is_verified"]
    list_filter = ["is_verified"]
    search_fields = ["name", "slug", "plain"]
    search_backend_name = None
    panels = [
        FieldRowPanel(["name", "slug", "order"]),
        "plain",
        FieldRowPanel(["valid_from", "valid_from_precision"]),
        FieldRowPanel(["valid_to", "valid_to_precision"]),
        FieldRowPanel(["source", "is_verified"]),
    ]
    help_texts = {
        "order": _("Its place in the list; small is first."),
        "plain": _("What partners do in it."),
        "valid_from": _("When the network began to use it. Empty: not known."),
        "valid_to": _("Empty while it is in use. A change is a new pillar, never another text of this one."),
        "source": SOURCE,
        "is_verified": VERIFIED,
    }


class BenchmarkViewSet(ExplainingViewSet, SnippetViewSet):
    model = Benchmark
    icon = "tick"
    index_view_class = WordIndexView
    list_export = ["gateway", "pillar", "order", "slug", "text", "source", "is_verified"]
    list_display = ["text", "gateway", "pillar", "is_verified"]
    list_filter = ["gateway__scheme", "pillar", "is_verified"]
    search_fields = ["text", "slug"]
    search_backend_name = None
    panels = [
        "text",
        FieldRowPanel(["gateway", "pillar"]),
        FieldRowPanel(["slug", "order"]),
        FieldRowPanel(["source", "is_verified"]),
    ]
    help_texts = {
        "text": _("In our own words, as something that can be seen."),
        "gateway": _("The gateway that it belongs to, in the scheme that names it: so it has that scheme’s date."),
        "pillar": _("The strand it belongs to."),
        "order": _("Its place below the gateway; small is first."),
        "source": SOURCE,
        "is_verified": VERIFIED,
    }


class TheoryNoteViewSet(ExplainingViewSet, SnippetViewSet):
    model = TheoryNote
    icon = "comment"
    index_view_class = WordIndexView
    list_export = ["dated_shown", "order", "slug", "text", "source", "is_verified"]
    list_display = ["text", "dated_shown", "is_verified"]
    list_filter = ["dated", "is_verified"]
    search_fields = ["text", "slug"]
    search_backend_name = None
    panels = [
        "text",
        FieldRowPanel(["dated", "dated_precision"]),
        FieldRowPanel(["slug", "order"]),
        FieldRowPanel(["source", "is_verified"]),
    ]
    help_texts = {
        "text": _("One sentence that stands in the source."),
        "dated": _("When it was so."),
        "order": _("Its place among notes of the same date; small is first."),
        "source": SOURCE,
        "is_verified": VERIFIED,
    }


class VocabularyViewSetGroup(SnippetViewSetGroup):
    """One menu for all of it."""

    menu_label = _("Words")
    menu_icon = "openquote"
    menu_order = 290
    items = (
        OutcomeViewSet,
        ChallengeViewSet,
        TopicViewSet,
        TermViewSet,
        ExpertiseViewSet,
        GatewaySchemeViewSet,
        GatewayViewSet,
        PillarViewSet,
        BenchmarkViewSet,
        TheoryNoteViewSet,
    )
