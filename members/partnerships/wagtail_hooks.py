from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.menus import NETWORK
from cms.waiting import Waiting

from .models import JoinRequest
from .permissions import can_import
from .viewsets import VIEWSETS


@hooks.register("register_admin_viewset")
def partnerships():
    return VIEWSETS


class ImportItem(MenuItem):
    def is_shown(self, request):
        return can_import(request.user)


@hooks.register(NETWORK)
def import_partnerships():
    return ImportItem(_("Import partnerships"), reverse("partnerships:import"), icon_name="upload", order=100)


@hooks.register("what_waits")
def requests(request):
    number = JoinRequest.objects.open().to_be_decided_by(request.user).count()
    label = ngettext("One request to join", "%(number)s requests to join", number) % {"number": number}
    return Waiting(number, label, reverse("partnerships:requests"))
