"""Who comes in where only members do something."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from .http import refusal


def members_only(view):
    """Signed out: to the sign-in page and back. Not yet approved: a page that says so."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        if not request.user.is_authenticated and request.htmx:
            # The page as a whole goes to the sign-in page: a part of it would show that inside itself.
            return HttpResponseClientRedirect(redirect_to_login(request.htmx.current_url_abs_path or "/").url)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path() if request.method == "GET" else request.path)
        if not request.viewer.is_member:
            advice = _("Ask to join your partnership; once somebody there approves, this opens.")
            return refusal(request, 403, _("This is for members"), advice)
        return view(request, *args, **kwargs)

    return inner
