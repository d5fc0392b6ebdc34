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
    data = json.dumps(said, cls=DjangoJSONEncoder, ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(data))
