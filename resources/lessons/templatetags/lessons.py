"""Lessons as they are shown: figures and sentences on their own pages, rows on everybody's."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.audiences import VISITOR, Viewer
from cms.kinds import kind_of
from cms.numbers import figure
from members.partnerships.models import Partnership
from members.people.bylines import Byline, byline_names

from ..models import Cycle, LessonPage
from ..permissions import can_edit, can_withdraw

register = template.Library()

# The kinds of things whose lessons have a feed of their own.
FEEDS = {"challenge", "partnership"}


register.filter("figure", figure)


@register.filter
def measured(lesson) -> str:
    """What the first measured cycle of `lesson` found, in a few words; its cycles and results are prefetched."""
    cycles = [cycle for cycle in lesson.cycles.all() if cycle.measure]
    cycle = next((cycle for cycle in cycles if cycle.is_measured_twice), None)
    if cycle is None:
        return _("Not measured again yet") if any(one.baseline is not None for one in cycles) else _("Not measured")
    facts = {"before": figure(cycle.baseline), "after": figure(cycle.last_result.value), "unit": cycle.unit}
    if cycle.verdict == Cycle.Verdict.NO_CHANGE:
        return _("No change: %(before)s to %(after)s %(unit)s") % facts
    return _("%(before)s to %(after)s %(unit)s") % facts


@register.filter
def tone(verdict: str) -> str:
    """The tone of a verdict about a measure. Red is for what blocks, never for a result."""
    return {"better": "good", "mixed": "unsure", "worse": "unsure"}.get(verdict, "info")


@register.filter
def place_for(lesson, viewer: Viewer) -> Partnership | None:
    """The partnership that owns `lesson`, if this reader may read it."""
    place = lesson.partnership
    return place if place and viewer.may_read(place) else None


@register.simple_tag(takes_context=True)
def authors_of(context, lesson) -> list[Byline]:
    """Who wrote `lesson`, each as this reader may name them."""
    users = [authorship.user_id for authorship in lesson.authorships.all()] if lesson.pk else []
    named = byline_names(users, context["request"].viewer) if users else {}
    return [named[user] for user in users]


@register.simple_tag(takes_context=True)
def may_edit(context, lesson) -> bool:
    """Whether this reader gets the door to the editor."""
    return bool(lesson.pk) and can_edit(context["request"].user, lesson)


@register.simple_tag(takes_context=True)
def may_withdraw(context, lesson) -> bool:
    """Whether this reader gets the doors to withdrawing it and to changing its readers: both have the same keys."""
    return bool(lesson.pk) and can_withdraw(context["request"].user, lesson)


@register.inclusion_tag("lessons/_rows.html", takes_context=True)
def lesson_rows(context, lessons, level=2) -> dict:
    """Rows of a list of `lessons` that came through `as_rows()`; `level` is the level of their headings."""
    lessons = list(lessons)
    users = {authorship.user_id for lesson in lessons for authorship in lesson.authorships.all()}
    named = byline_names(users, context["request"].viewer) if users else {}
    rows = [{"lesson": lesson, "by": written_by(lesson, named, context["request"].viewer)} for lesson in lessons]
    return {"rows": rows, "level": level, "request": context["request"]}


def written_by(lesson, named: dict[int, Byline], viewer: Viewer) -> str:
    """The authors and the place that this reader may name; where no author may be named, their roles."""
    authors = [named[authorship.user_id] for authorship in lesson.authorships.all()]
    names = [author.name for author in authors if author.profile]
    if authors and not names:
        return capfirst(", ".join(author.name for author in authors))
    place = place_for(lesson, viewer)
    if lesson.partnership and place is None:
        return ", ".join(names) or _("A partnership")
    return ", ".join([*names, place.name if place else _("Network staff")])


def feed_of(thing) -> str:
    """The feed of the lessons about `thing`, if it has one; whatever asks for it reads as a visitor does."""
    kind = kind_of(thing).name
    return reverse(f"lessons:feed_of_{kind}", args=[thing.slug]) if kind in FEEDS and VISITOR.may_read(thing) else ""


@register.simple_tag
def feed_link(thing) -> str:
    """In the head of the page of `thing`: where its feed is, so that readers of feeds find it."""
    url = feed_of(thing)
    if not url:
        return ""
    title = _("Lessons: %(name)s") % {"name": thing.name}
    return format_html('<link rel="alternate" type="application/atom+xml" title="{}" href="{}">', title, url)


@register.inclusion_tag("lessons/_some.html", takes_context=True)
def latest_lessons(context, count=5) -> dict:
    """The newest lessons that this reader may read, for the home page."""
    lessons = LessonPage.objects.visible_to(context["request"].viewer).listed().newest_first()
    return {"lessons": lessons.as_rows()[:count], "request": context["request"]}


@register.inclusion_tag("lessons/_some.html", takes_context=True)
def lessons_of(context, partnership, count=20) -> dict:
    """The lessons of this `partnership`, as far as this reader may read them."""
    lessons = LessonPage.objects.visible_to(context["request"].viewer).listed().newest_first()
    return {
        "lessons": lessons.filter(partnership=partnership).as_rows()[:count],
        "feed_url": feed_of(partnership),
        "request": context["request"],
    }


@register.inclusion_tag("lessons/_about.html", takes_context=True)
def lessons_about(context, word, count=10) -> dict:
    """The newest lessons about this challenge or outcome, and the way to all of them, as far as this reader may see."""
    found = LessonPage.objects.visible_to(context["request"].viewer).listed().about(word).newest_first()
    newest = list(found.as_rows()[: count + 1])
    return {
        "lessons": newest[:count],
        "are_more": len(newest) > count,
        "all_url": f"/lessons/?{kind_of(word).name}={word.slug}",
        "feed_url": feed_of(word),
        "request": context["request"],
        "viewer": context["request"].viewer,
    }


@register.inclusion_tag("lessons/_some.html", takes_context=True)
def lessons_telling_of(context, thing, count=20) -> dict:
    """The lessons that tell of this data system or report card, as far as this reader may read them."""
    found = thing.lessons.visible_to(context["request"].viewer).listed().newest_first()
    return {"lessons": found.as_rows()[:count], "request": context["request"]}


@register.inclusion_tag("lessons/_some.html", takes_context=True)
def lessons_by(context, profile, count=20) -> dict:
    """The lessons of the person with this `profile`, as far as this reader may read them."""
    lessons = LessonPage.objects.visible_to(context["request"].viewer).listed().by(profile.user_id).newest_first()
    return {"lessons": lessons.as_rows()[:count], "request": context["request"]}
