"""What a page is about, for search engines: JSON-LD with the words of schema.org."""

import json

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from cms.audiences import PUBLIC
from cms.kinds import kind_of

register = template.Library()

# As Django's json_script does it: nothing inside can end the element.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag
def json_ld(thing, type: str, **facts) -> str:
    """A block of data about `thing`, a `type` of schema.org, with those of `facts` that say something.

    Nothing where not everyone may read it: search engines see what a visitor sees.
    """
    if thing.audience != PUBLIC:
        return ""
    kind = kind_of(thing)
    said = {
        "@context": "https://schema.org",
        "@type": type,
        "name": kind.title(thing),
        "url": settings.SITE_URL + kind.url(thing),
        **{name: fact for name, fact in facts.items() if fact},
    }
    return _block(said)


@register.simple_tag
def json_ld_terms(name: str, url: str, letters) -> str:
    """A block about a list of words, with those terms below its `letters` that everyone may read."""
    words = [
        {"@type": "DefinedTerm", "name": term.name, "url": settings.SITE_URL + kind_of(term).url(term)}
        | {"description": term.definition}
        for letter in letters
        for term in letter.terms
        if term.audience == PUBLIC
    ]
    said = {"@context": "https://schema.org", "@type": "DefinedTermSet", "name": name, "url": settings.SITE_URL + url}
    return _block(said | {"hasDefinedTerm": words}) if words else ""


@register.simple_tag
def json_ld_site(name: str, search_url: str) -> str:
    """A block about the whole site, and how to search it."""
    target = f"{settings.SITE_URL}{search_url}?q={{words}}"
    return _block(
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": name,
            "url": f"{settings.SITE_URL}/",
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": target},
                "query-input": "required name=words",
            },
        }
    )


@register.filter
def as_answer(text: str) -> dict:
    """`text` as the answer to a question."""
    return {"@type": "Answer", "text": text}


def _block(said: dict) -> str:
    data = json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(data))
