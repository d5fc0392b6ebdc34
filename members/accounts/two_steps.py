"""Network staff let people in and read drafts: a stolen password alone must not open what they may do."""

from functools import wraps

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _


def staff_need_two_steps(view):
    """Open `view` to network staff only once they sign in with two steps; until then lead to setting them up."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if _lacks_the_second_step(request.user):
            messages.info(request, _("Network staff sign in with two steps. Set up the second one; then this opens."))
            return redirect("mfa_activate_totp")
        return view(request, *args, **kwargs)

    return guarded


def lead_staff_to_two_steps(get_response):
    """The same for all of the editors' admin."""
    guarded = staff_need_two_steps(get_response)

    def middleware(request):
        return guarded(request) if request.path.startswith("/admin/") else get_response(request)

    return middleware


def _lacks_the_second_step(user) -> bool:
    if not settings.REQUIRE_TWO_STEP_FOR_STAFF or not user.is_authenticated:
        return False
    is_bound = user.is_network_staff or user.is_superuser
    return is_bound and not is_mfa_enabled(user, [Authenticator.Type.TOTP])
