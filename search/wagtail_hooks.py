from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .viewsets import can_look_after, standing_view


class SearchMenuItem(MenuItem):
    def is_shown(self, request):
        return can_look_after(request.user)


@hooks.register("register_admin_urls")
def search_urls():
    return [path("search-index/", standing_view, name="search_standing")]


@hooks.register("register_reports_menu_item")
def search_menu_item():
    return SearchMenuItem(_("Search index"), reverse("search_standing"), icon_name="search", order=900)
