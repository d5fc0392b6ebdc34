"""The law's pages: their tabs, and who has verified what."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from members.people.bylines import byline_names

from ..models import LegalAnswer, LegalResource, StateLaw

register = template.Library()


@register.inclusion_tag("components/tabs.html", takes_context=True)
def legal_tabs(context, here: str = "") -> dict:
    """Links between the lists of the room; `here` is the name of the list that is open."""
    viewer = context["viewer"]
    told = StateLaw.objects.filter(overlay__replaced_on__isnull=True).values("overlay").distinct()
    tabs = [
        ("index", _("Routes"), ""),
        ("elements", _("Elements"), ""),
        ("indicators", _("Indicators"), ""),
        ("suppression_rules", _("Small groups"), ""),
        ("states", _("States"), told.count()),
        ("resources", _("Resources"), LegalResource.objects.visible_to(viewer).count()),
        ("answers", _("Answers"), LegalAnswer.objects.visible_to(viewer).count()),
    ]
    return {
        "label": _("Legal"),
        "tabs": [
            {"label": label, "url": reverse(f"legal:{name}"), "count": count, "is_current": name == here}
            for name, label, count in tabs
        ],
    }


@register.filter
def beyond_level(element) -> str:
    """The citation of an element, without the words of its level, which many begin with."""
    rest = element.citation.removeprefix(str(element.get_level_display()))
    if rest == element.citation:
        return rest
    rest = rest.strip(" ;")
    return rest[1:-1] if rest.startswith("(") and rest.endswith(")") else rest


@register.inclusion_tag("legal/_state.html")
def verified_state(record) -> dict:
    """In a few words, for lists."""
    return {"verified_on": record.verified_on}


@register.inclusion_tag("legal/_notice.html", takes_context=True)
def verified_notice(context, record) -> dict:
    """In two sentences, for the record's own page: by whom, as far as the reader may know it, and when."""
    name = ""
    if record.verified_by_id:
        name = byline_names([record.verified_by_id], context["viewer"])[record.verified_by_id].name
    return {"record": record, "name": name or _("an attorney")}


@register.inclusion_tag("legal/_sources.html")
def sources_of(record) -> dict:
    """Where it was read; the view has prefetched it."""
    return {"record": record, "sources": record.sources.all()}
