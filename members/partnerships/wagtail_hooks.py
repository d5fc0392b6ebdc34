from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .permissions import can_import
from .viewsets import PartnershipsGroup


@hooks.register("register_admin_viewset")
def partnerships():
    return PartnershipsGroup()


class ImportItem(MenuItem):
    def is_shown(self, request):
        return can_import(request.user)


@hooks.register("register_admin_menu_item")
def import_partnerships():
    return ImportItem(_("Import partnerships"), reverse("partnerships:import"), icon_name="upload", order=251)
