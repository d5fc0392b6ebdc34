"""The pages that the foot of every page leads to, as far as they are there and everyone may read them."""

from django.core.cache import cache

from .audiences import VISITOR
from .models import AboutPage

SLUGS = ("privacy-in-plain-words", "house-rules", "accessibility")
KEY = "cms.footer"
SECONDS = 60  # Other processes see an editor's change within this time.


def footer_pages() -> list[dict]:
    """``{"title", "url"}`` of each, in the order of `SLUGS`; kept, since every page of the site asks."""
    return cache.get_or_set(KEY, _pages, SECONDS)


def _pages() -> list[dict]:
    titles = dict(AboutPage.readable(VISITOR).filter(slug__in=SLUGS).values_list("slug", "title"))
    return [{"title": titles[slug], "url": f"/about/{slug}/"} for slug in SLUGS if slug in titles]


def forget_footer(**kwargs) -> None:
    """Let the next reader see what an editor has just changed."""
    cache.delete(KEY)
