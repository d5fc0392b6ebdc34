"""What a reader asks of the list of questions: a tab, challenges, topics, a page. Only what they may see counts."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.audiences import Viewer
from cms.facets import Option, read_chosen
from cms.paging import paginate
from cms.vocabulary.models import Challenge, Topic

from .reading import rows

ALL, WAITING, COULD, MINE = "", "waiting", "could", "mine"


@dataclass(frozen=True)
class QuestionFilter:
    """What was asked, rubbish left out."""

    show: str = ALL
    challenges: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    page: str = "1"

    @classmethod
    def read(cls, query) -> "QuestionFilter":
        """From the QueryDict of an address; whatever it holds, this never raises."""
        challenges, topics = (read_chosen(query, name) for name in ("challenge", "topic"))
        show = query.get("show", ALL)
        return cls(show if show in (WAITING, COULD, MINE) else ALL, challenges, topics, query.get("page", "1"))

    @property
    def is_narrow(self) -> bool:
        return bool(self.challenges or self.topics)

    def context(self, questions: QuerySet, viewer: Viewer) -> dict:
        """What the list shows of `questions`, which the reader may see."""
        tabs = self._tabs(questions, viewer)
        shown = self.show if any(tab["is_current"] for tab in tabs) else ALL
        among = self._of_tab(questions, shown, viewer)
        found = paginate(self._narrow(among).newest_first().as_rows(), self.page)
        why = self._reasons(viewer) if shown == COULD else lambda question: ""
        facets = [
            self._facet("challenge", _("Challenge"), Challenge.objects.visible_to(viewer), among),
            self._facet("topic", _("Topic"), Topic.objects.all(), among),
        ]
        return {
            "asked": self, "show": shown, "tabs": tabs, "found": found, "rows": rows(found, viewer, why),
            "facets": [facet for facet in facets if facet["options"]],
        }  # fmt: skip

    def _tabs(self, questions: QuerySet, viewer: Viewer) -> list[dict]:
        names = [(ALL, _("All")), (WAITING, _("Waiting for an answer"))]
        names += [(COULD, _("You could answer")), (MINE, _("Yours"))] if viewer.is_member else []
        here = reverse("questions:index")
        counts = questions.aggregate(
            **{f"n{name}": Count("pk", filter=Q(pk__in=self._keys(questions, name, viewer))) for name, _label in names}
        )
        return [
            {
                "label": label, "url": f"{here}?show={name}" if name else here, "is_current": name == self.show,
                "count": counts[f"n{name}"],
            }
            for name, label in names
        ]  # fmt: skip

    def _keys(self, questions: QuerySet, name: str, viewer: Viewer) -> QuerySet:
        return self._of_tab(questions, name, viewer).order_by().values("pk")

    @staticmethod
    def _of_tab(questions: QuerySet, name: str, viewer: Viewer) -> QuerySet:
        if name == WAITING:
            return questions.waiting()
        if name == COULD:
            return questions.answerable_by(viewer.user_id)
        return questions.filter(author=viewer.user_id) if name == MINE else questions

    def _narrow(self, questions: QuerySet, *, except_for: str = "") -> QuerySet:
        """Those with one of the chosen values in each facet, but for the facet `except_for`."""
        for name, chosen in (("challenge", self.challenges), ("topic", self.topics)):
            if chosen and name != except_for:
                having = questions.model.objects.filter(**{f"{name}s__slug__in": chosen}).order_by()
                questions = questions.filter(pk__in=having.values("pk"))
        return questions

    def _facet(self, name: str, legend: str, words: QuerySet, questions: QuerySet) -> dict:
        # A facet counts what the others leave, so that choosing a second value in it can only widen the list.
        among = Q(asked_about__in=self._narrow(questions, except_for=name).order_by().values("pk"))
        chosen = self.challenges if name == "challenge" else self.topics
        counted = words.order_by().values_list("slug", "name").annotate(count=Count("asked_about", filter=among))
        kept = counted.filter(Q(count__gt=0) | Q(slug__in=chosen)).order_by("-count", "name")
        options = [Option(slug, label, count, slug in chosen) for slug, label, count in kept]
        return {"name": name, "legend": legend, "options": sorted(options, key=lambda option: not option.is_on)}

    @staticmethod
    def _reasons(viewer: Viewer):
        known = set(
            Challenge.objects.visible_to(viewer).filter(known_by__user=viewer.user_id).values_list("pk", flat=True)
        )

        def why(question) -> str:
            names = [word.name for word in question.challenges.all() if word.pk in known]
            return _("You know it from experience: %(challenges)s") % {"challenges": ", ".join(names)} if names else ""

        return why
