from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from generic_notifications.types import register

from members.notices.types import SiteNotice

from .models import JoinRequest, Partnership


@register
class RequestToJoin(SiteNotice):
    key = "join-request"
    name = _("Someone asks to join my partnership")
    description = name

    @classmethod
    def things(cls, user) -> QuerySet:
        """Those that wait for `user`: whoever asked has told their name to those who decide, and to no one else."""
        return JoinRequest.objects.open().to_be_decided_by(user)


@register
class Membership(SiteNotice):
    key = "membership"
    name = _("My request to join is answered, or my membership changes")
    description = name

    @classmethod
    def things(cls, user) -> QuerySet:
        """Where they work or worked, whoever reads of it by now."""
        return Partnership.objects.filter(roster__user=user)


def asking(request) -> dict:
    """What whoever decides `request` is told."""
    words = {"name": request.user.name, "partnership": request.partnership, **_affiliation(request)}
    if request.partnership:
        subject = gettext("%(name)s asks to join %(partnership)s") % words
    else:
        subject = gettext("%(name)s of %(organization)s asks to join as %(affiliation)s") % words
    text = gettext("You can say yes or no. Say why if it is no.")
    return {"subject": subject, "text": text, "url": reverse("partnerships:requests"), "about": request}


def welcome(request) -> dict:
    """What somebody is told whose `request` was approved."""
    text = gettext("You are a member now: you can read what members share, ask, answer and write.")
    if request.partnership:
        partnership = request.partnership.successor
        subject, url = gettext("Welcome to %(partnership)s") % {"partnership": partnership}, partnership.url
    else:
        subject, url = gettext("Welcome to the network as %(affiliation)s") % _affiliation(request), "/"
    about = request.partnership and request.partnership.successor
    return {"subject": subject, "text": text, "url": url, "about": about}


def refusal(request) -> dict:
    """What somebody is told whose `request` was declined: the reason that was given."""
    if request.partnership:
        subject = gettext("%(partnership)s said no to your request to join") % {"partnership": request.partnership}
    else:
        subject = gettext("Network staff said no to your request to join as %(affiliation)s") % _affiliation(request)
    url = reverse("partnerships:join")
    return {"subject": subject, "text": request.reason, "url": url, "about": request.partnership}


def _affiliation(request) -> dict[str, str]:
    return {"affiliation": request.get_affiliation_display().lower(), "organization": request.organization}
