"""Where editors keep the vocabulary: one menu, a list with search and filters for each kind of word."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import Challenge, Expertise, Gateway, GatewayScheme, Outcome, Term, Topic

NAMES = [FieldRowPanel(["name", "slug", "order"]), "synonyms"]


class WordViewSet(SnippetViewSet):
    """What the lists of all words share."""

    list_display = ["name", "slug", "order"]
    search_fields = ["name", "slug", "synonyms"]
    search_backend_name = None  # The database finds them; these words need no index of Wagtail's.
    ordering = ["order", "name"]
    list_per_page = 50
    panels = NAMES


class OutcomeViewSet(WordViewSet):
    model = Outcome
    icon = "pick"
    list_filter = ["stage"]
    panels = [
        *NAMES,
        "stage",
        "definition",
        MultiFieldPanel(["core_indicators", "contributing_indicators", "direction"], heading=_("Indicators")),
        "cautions",
        InlinePanel("dated_notes", heading=_("Dated notes"), label=_("note")),
    ]


class ChallengeViewSet(WordViewSet):
    model = Challenge
    icon = "warning"
    list_display = ["name", "family", "order"]
    list_filter = ["family"]
    panels = [*NAMES, "family", "description", "signs", "first_steps", "questions", "related_terms"]


class TopicViewSet(WordViewSet):
    model = Topic
    icon = "tag"


class ExpertiseViewSet(WordViewSet):
    model = Expertise
    icon = "user"
    list_display = ["name", "group", "order"]
    list_filter = ["group"]
    panels = [*NAMES, "group"]


class TermViewSet(WordViewSet):
    model = Term
    icon = "openquote"
    list_display = ["name", "source_kind", "order"]
    list_filter = ["source_kind"]
    search_fields = ["name", "slug", "synonyms", "definition"]
    panels = [
        *NAMES,
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

    menu_label = _("Vocabulary")
    menu_icon = "openquote"
    menu_order = 250
    items = (
        OutcomeViewSet,
        ChallengeViewSet,
        TopicViewSet,
        TermViewSet,
        ExpertiseViewSet,
        GatewaySchemeViewSet,
        GatewayViewSet,
    )
