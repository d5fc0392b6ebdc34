from django.urls import reverse
from django.utils.translation import ngettext
from wagtail import hooks

from cms.waiting import Waiting

from .models import Report
from .viewsets import VIEWSETS


@hooks.register("register_admin_viewset")
def remarks():
    return VIEWSETS


@hooks.register("what_waits")
def reports(request):
    number = Report.objects.visible_to(request.viewer).open().count()
    label = ngettext("One report", "%(number)s reports", number) % {"number": number}
    return Waiting(number, label, reverse("remarks:reports"))
