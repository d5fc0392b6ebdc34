"""What people leave on a thing, on its own page.

``{% bookmark_button thing %}`` and ``{% comments thing %}`` are all that most pages need: one query for both. A page
that takes comments at several places holds them itself: ``{% threads thing as talk %}``, and
``{% comments_at talk place %}``.
"""

from django import template
from django.urls import reverse

from cms.kinds import kind_of

from ..models import Bookmark, Report
from ..reading import Left, Threads, left_on, name_things

register = template.Library()


@register.inclusion_tag("remarks/_bookmark.html", takes_context=True)
def bookmark_button(context, thing) -> dict:
    """A button that marks `thing` for this reader, or unmarks it; nothing for who is no member."""
    request = context["request"]
    if not (request.viewer.is_member and _left_on(request, thing).is_listed):
        return {}
    return {
        "reference": kind_of(thing).reference(thing),
        "is_on": _left_on(request, thing).is_marked,
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("remarks/_comments.html", takes_context=True)
def comments(context, thing) -> dict:
    """How many comments are on `thing`. They come when somebody scrolls to them, and without scripts at a link."""
    request = context["request"]
    if not _left_on(request, thing).is_listed:
        return {}
    return {
        "reference": kind_of(thing).reference(thing),
        "number": _left_on(request, thing).comments,
        "viewer": request.viewer,
    }


@register.simple_tag(takes_context=True)
def takes_remarks(context, thing) -> bool:
    """Whether anything can be left on `thing` now, for a page that also shows what is withdrawn, or a draft."""
    return _left_on(context["request"], thing).is_listed


def _left_on(request, thing) -> Left:
    """Asked once for a page, whichever of the tags stands on it."""
    known = request.__dict__.setdefault("_left_on", {})
    key = kind_of(thing).reference(thing)
    if key not in known:
        known[key] = left_on(thing, request.viewer)
    return known[key]


@register.simple_tag(takes_context=True)
def threads(context, thing) -> Threads:
    """All comments on `thing`, wherever on its page they stand."""
    return Threads(thing, context["request"])


@register.inclusion_tag("remarks/_thread.html", takes_context=True)
def comments_at(context, talk: Threads, place: str) -> dict:
    """The comments at one place of a page; the form is folded."""
    return {**_shown(context, talk, place), "is_folded": True}


@register.inclusion_tag("remarks/_report.html", takes_context=True)
def report_link(context, thing, place: str = "") -> dict:
    """A link to report `thing`, or a place of its page; nothing for who is no member."""
    request = context["request"]
    if not (request.viewer.is_member and _left_on(request, thing).is_listed):
        return {}
    query = {"place": place} if place else None
    return {"url": reverse("remarks:report", args=[kind_of(thing).reference(thing)], query=query)}


@register.simple_tag(takes_context=True)
def reports_to_decide(context) -> list[Report]:
    """The open reports that this reader may decide, the oldest first."""
    return list(Report.objects.visible_to(context["request"].viewer).open().oldest_first())


@register.inclusion_tag("remarks/_latest.html", takes_context=True)
def latest_bookmarks(context, count=3) -> dict:
    """What this reader marked last, for their desk: few, since each may be of another kind, which is a query."""
    viewer = context["request"].viewer
    marks = list(Bookmark.objects.of(viewer)[:count])
    name_things(marks, viewer)
    return {"bookmarks": marks}


@register.simple_tag(takes_context=True)
def may_decide_reports(context) -> bool:
    return context["request"].viewer.is_staff


def _shown(context, talk: Threads, place: str) -> dict:
    request = context["request"]
    return {
        "thread": talk.at(place),
        "on_page": True,
        "viewer": request.viewer,
        "user": request.user,
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }
