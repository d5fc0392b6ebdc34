from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail import hooks

from cms.waiting import Waiting

from .models import LegalAnswer
from .viewsets import LegalGroup

# States change their laws every session: an answer is held against its sources again each year.
HOLDS = timedelta(days=365)


@hooks.register("register_admin_viewset")
def legal():
    return LegalGroup()


@hooks.register("what_waits")
def answers(request):
    if not request.user.has_perm("legal.change_legalanswer"):
        return None
    day = timezone.localdate() - HOLDS
    number = LegalAnswer.objects.filter(as_of__lte=day).count()
    label = ngettext("One legal answer to read again", "%(number)s legal answers to read again", number)
    url = reverse("legalanswer:index", query={"as_of__lte": day.isoformat()})
    return Waiting(number, label % {"number": number}, url)
