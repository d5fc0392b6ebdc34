from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages

from .models import User


@hooks.register("before_bulk_action")
def refuse_in_bulk(request, action_type, objects, action):
    """People are erased one by one: many at once would skip what an erasure does beside the row."""
    if User not in action.models or action_type != "delete":
        return None
    messages.error(request, _("Erase people one by one, so that all that names them goes with them."))
    return redirect("wagtailadmin_home")
