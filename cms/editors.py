"""Wagtail's admin at its own addresses, behind one more door: a page that is not for somebody looks like not there.

Wagtail refuses to open such a page, but many of its views say the title when they refuse.
"""

from collections.abc import Callable, Iterator
from functools import wraps

from django.http import Http404
from wagtail.admin.urls import urlpatterns as admin_patterns
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .reviews import known_pages

# What Wagtail calls the keys of pages in its addresses.
IN_PATH = {"page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk"}
IN_QUERY = {"choose-page": ("id", "target_pages[]"), "bulk": ("id", "childOf")}
LONGEST_KEY = 18


def only_known_pages(view: Callable) -> Callable:
    """`view` for whoever may meet the pages that an address names by key; for others they are not there."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.user.is_authenticated:
            asked = {str(kwargs[name]) for name in IN_PATH & kwargs.keys()} | set(_in_query(request, kwargs))
            if not all(key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY for key in asked):
                raise Http404
            pages = Page.objects.filter(pk__in=asked)
            if asked and pages.count() != known_pages(pages, request.user, request.viewer).count():
                raise Http404
        return view(request, *args, **kwargs)

    return guarded


def _in_query(request, kwargs) -> Iterator[str]:
    door = request.path.removeprefix("/admin/").partition("/")[0]
    if door == "bulk" and kwargs.get("model_name") == "page" and not _is_editor(request.user):
        raise Http404  # It names what it refuses, and can be asked for all that lie in one place.
    is_about_pages = door == "choose-page" or kwargs.get("model_name") == "page"
    for name in IN_QUERY.get(door, ()) if is_about_pages else ():
        yield from (key for key in request.GET.getlist(name) if key not in ("", "all"))


def _is_editor(user) -> bool:
    return policy_registry.get_by_type(Page).user_has_any_permission(user, {"add", "change", "publish", "bulk_delete"})


urlpatterns = decorate_urlpatterns(admin_patterns, only_known_pages)
