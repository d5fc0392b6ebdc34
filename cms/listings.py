"""Flat lists of pages in the editors' admin, beside the tree: they narrow, and become spreadsheets without formulas."""

from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet

from .exports import GuardedIndexView


class ReadablePageIndexView(GuardedIndexView, IndexView):
    """Pages that whoever looks may both meet in the tree and, as far as their readers go, read."""

    def get_base_queryset(self):
        return super().get_base_queryset().filter(audience__in=self.request.viewer.audiences)

    def search_queryset(self, pages):
        # The database finds them by title: Wagtail's index knows nothing of who may read what.
        return pages.filter(title__icontains=self.search_query) if self.is_searching else pages


class ReadablePageViewSet(PageListingViewSet):
    index_view_class = ReadablePageIndexView
    list_per_page = 50
