"""What a lesson is about, by name and address, as far as one reader may read it: all of it in one query."""

from dataclasses import dataclass

from django.db.models import F, QuerySet, Value
from django.urls import reverse
from taggit.models import Tag

from cms.audiences import Viewer
from cms.vocabulary.models import Challenge, Outcome, Topic
from members.partnerships.models import Partnership
from resources.report_cards.models import ReportCard
from resources.systems.models import System


@dataclass(frozen=True)
class Named:
    name: str
    url: str = ""


ADDRESSES = {
    "challenges": lambda slug: reverse("vocabulary:challenge", args=[slug]),
    "outcomes": lambda slug: reverse("vocabulary:outcome", args=[slug]),
    "topics": lambda slug: f"/lessons/?topic={slug}",
    "systems": lambda slug: reverse("systems:page", args=[slug]),
    "report_cards": lambda slug: reverse("report_cards:page", args=[slug]),
    "about_partnerships": lambda slug: "",
    "tags": lambda slug: "",
}


def about(lesson, viewer: Viewer) -> dict[str, list[Named]]:
    """By the names of the lesson's fields, each in its own order. A draft is asked for its own words."""
    tags = _keys(lesson.tagged_items.all(), "tag_id")
    parts = [
        _named("challenges", Challenge.objects.visible_to(viewer).filter(pk__in=_keys(lesson.challenges.all()))),
        _named("outcomes", Outcome.objects.visible_to(viewer).filter(pk__in=_keys(lesson.outcomes.all()))),
        _named("topics", Topic.objects.filter(pk__in=_keys(lesson.topics.all()))),
        _named(
            "about_partnerships",
            Partnership.objects.visible_to(viewer).filter(pk__in=_keys(lesson.about_partnerships.all())),
            order=Value(0),
        ),
        _named("tags", Tag.objects.filter(pk__in=tags), order=Value(0)),
    ]
    if lesson.pk:
        for name, things in (("systems", System), ("report_cards", ReportCard)):
            told = things.objects.visible_to(viewer).filter(lessons=lesson.pk)
            parts.append(_named(name, told, title="title", order=Value(0)))
    found: dict[str, list[Named]] = {name: [] for name in ADDRESSES}
    for what, _place, name, slug in sorted(parts[0].union(*parts[1:], all=True)):
        found[what].append(Named(name, ADDRESSES[what](slug)))
    return found


def _named(what: str, things: QuerySet, title: str = "name", order=None) -> QuerySet:
    columns = {"what": Value(what), "rank": order or F("order"), "label": F(title), "address": F("slug")}
    return things.order_by().annotate(**columns).values_list(*columns)


def _keys(linked, name: str = "pk"):
    """The keys of what is linked: a query to stand in another, or those that a draft holds."""
    if isinstance(linked, QuerySet):
        return linked.order_by().values(name)
    return [getattr(each, name) for each in linked]
