from django.utils.translation import gettext_lazy as _
from generic_notifications.types import register

from members.notices.types import SiteNotice


@register
class RequestToJoin(SiteNotice):
    key = "join-request"
    name = _("Someone asks to join my partnership")
    description = name


@register
class Membership(SiteNotice):
    key = "membership"
    name = _("My request to join is answered, or my membership changes")
    description = name
