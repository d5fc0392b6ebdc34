"""Who comes in where only members do something, and what they typed before they were signed out."""

from functools import wraps
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from . import typed
from .http import refusal


def signed_in(view):
    """Signed out: to the sign-in page and back, with what was typed."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return to_sign_in(request)
        typed.forget_sent(request)
        return view(request, *args, **kwargs)

    return inner


def members_only(view):
    """As `signed_in`; not yet approved: a page that says so."""

    @signed_in
    @wraps(view)
    def inner(request, *args, **kwargs):
        if not request.viewer.is_member:
            advice = _("Ask to join your partnership; once somebody there approves, this opens.")
            return refusal(request, 403, _("This is for members"), advice)
        return view(request, *args, **kwargs)

    return inner


def to_sign_in(request):
    """To the sign-in page and back; what was typed is kept meanwhile."""
    if request.method == "POST" and not typed.keep(request):
        advice = _("Go back: what you typed is still in the form. Copy it, sign in, and send it then.")
        return refusal(request, 413, _("You were signed out, and this is more than we can keep"), advice)
    if typed.mark_in(request):
        messages.info(request, _("You were signed out. What you typed is kept for a day: sign in, and it is there."))
    answer = redirect_to_login(_page_of(request))
    # The page as a whole goes to the sign-in page: a part of it would show that inside itself.
    return HttpResponseClientRedirect(answer.url) if request.htmx else answer


def _page_of(request) -> str:
    """Where the reader was: what is posted or asked for by a script is nothing to come back to."""
    mark = typed.mark_in(request)
    if mark:
        return mark.page
    if request.htmx:
        try:
            return request.htmx.current_url_abs_path or "/"
        except ValueError:  # A header that is no address.
            return "/"
    if request.method != "POST":
        return request.get_full_path()
    referer = request.headers.get("Referer", "")
    if referer and url_has_allowed_host_and_scheme(referer, allowed_hosts={request.get_host()}):
        return urlsplit(referer)._replace(scheme="", netloc="", fragment="").geturl() or "/"
    return request.path
