"""What everyone may read, for search engines: a walk through the register of kinds, never through the page tree."""

from django.contrib.sitemaps import Sitemap, views
from django.views.decorators.http import require_safe

from .audiences import VISITOR
from .kinds import Kind, every_kind


class KindSitemap(Sitemap):
    """The addresses of one kind, as a visitor may see it."""

    def __init__(self, kind: Kind):
        self.kind = kind

    def items(self):
        things = self.kind.listed(self.kind.visible_to(VISITOR)).order_by("pk")
        return things if self.kind.has_page else things[:1]

    def location(self, item):
        # Things without a page of their own share the page that the anchor is on.
        return self.kind.url(item).partition("#")[0]


def _sitemaps() -> dict[str, KindSitemap]:
    return {kind.name: KindSitemap(kind) for kind in every_kind()}


@require_safe
def sitemap_index(request):
    return views.index(request, _sitemaps(), sitemap_url_name="sitemap_of_kind")


@require_safe
def sitemap(request, section):
    return views.sitemap(request, _sitemaps(), section=section)
