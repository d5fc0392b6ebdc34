"""Where editors keep the vocabulary: one menu, a list with search and filters for each kind of word."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from cms.exports import GuardedIndexView

from .models import Challenge, Expertise, Gateway, GatewayScheme, Outcome, Term, Topic

NAMES = [FieldRowPanel(["name", "slug", "order"]), "synonyms"]
READABLE = [*NAMES, "audience"]
EXPORTED = ["name", "slug", "order", "synonyms"]


class WordIndexView(GuardedIndexView, IndexView):
    """A list of words, to be downloaded as it is narrowed."""


class WordViewSet(SnippetViewSet):
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
        InlinePanel("dated_notes", heading=_("Dated notes"), label=_("note")),
    ]


class ChallengeViewSet(WordViewSet):
    model = Challenge
    icon = "warning"
    list_display = ["name", "family", "get_audience_display", "order"]
    list_filter = ["family", "audience"]
    list_export = [*EXPORTED, "family", "description", "signs", "first_steps", "questions", "audience"]
    panels = [*READABLE, "family", "description", "signs", "first_steps", "questions", "related_terms"]


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
                "meaning",
                FieldRowPanel(["since", "since_precision", "since_words"]),
                FieldRowPanel(["until", "until_precision", "until_words"]),
            ],
        ),
        "see_also",
        FieldRowPanel(["source_kind", "source_note"]),
    ]


class GatewaySchemeViewSet(SnippetViewSet):
    model = GatewayScheme
    icon = "date"
    index_view_class = WordIndexView
    list_export = ["name", "slug", "description", "dating", "sources"]
    list_display = ["name", "valid_from", "valid_to"]
    search_fields = ["name", "slug", "description"]
    search_backend_name = None
    panels = [
        FieldRowPanel(["name", "slug"]),
        "description",
        FieldRowPanel(["valid_from", "valid_from_precision"]),
        FieldRowPanel(["valid_to", "valid_to_precision"]),
        "sources",
    ]


class GatewayViewSet(SnippetViewSet):
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
    )
