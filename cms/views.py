"""Answers that say no, and the few pages that belong to no room."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .http import refusal


def bad_request(request, exception=None):
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent)):
        return refusal(
            request,
            413,
            _("This is more than we can take at once"),
            _("Nothing was saved. Go back: what you typed is still in the form. Shorten it, then send it again."),
        )
    return refusal(request, 400, _("We could not read this request"), _("Go back, reload the page and try again."))


def forbidden(request, exception=None):
    return refusal(request, 403, _("This is not yours to do"), _("If you think it should be, ask network staff."))


def csrf_failure(request, reason=""):
    return refusal(
        request,
        403,
        _("This form was open too long, or came from another page"),
        _("Go back and reload the page, then send it again. What you typed is still in the form."),
    )


def not_found(request, exception=None):
    """One page for what is not there and for what is not for this reader: nobody can tell the two apart."""
    return render(request, "404.html", status=404)


def server_error(request):
    return render(request, "500.html", status=500)


@require_safe
def favicon(request):
    """For whatever asks at the old address without having read the page."""
    return redirect(static("favicon.svg"))


@require_safe
def robots(request):
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /accounts/", "Disallow: /search"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
