from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages

from .models import User


@hooks.register("before_bulk_action")
def refuse_in_bulk(request, action_type, objects, action):
    """People are erased, let in and shut out one by one: many at once would skip what is done beside the row."""
    reasons = {
        "delete": _("Erase people one by one, so that all that names them goes with them."),
        "set_active_state": _(
            "Let people in or shut them out one by one, so that their sessions end and one administrator stays."
        ),
    }
    if User not in action.models or action_type not in reasons:
        return None
    messages.error(request, reasons[action_type])
    return redirect("wagtailadmin_home")
