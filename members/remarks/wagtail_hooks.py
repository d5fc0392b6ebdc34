from django.urls import reverse
from django.utils.translation import ngettext
from wagtail import hooks

from cms.waiting import Waiting

from .models import Report
from .permissions import can_decide
from .viewsets import VIEWSETS


@hooks.register("register_admin_viewset")
def remarks():
    return VIEWSETS


@hooks.register("what_waits")
def reports(request):
    if not can_decide(request.viewer):
        return None
    number = Report.objects.open().count()
    label = ngettext("One report", "%(number)s reports", number) % {"number": number}
    return Waiting(number, label, reverse("remarks:reports"))
