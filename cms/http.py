"""Small HTTP things that every room needs: who is reading, parts of pages, and answers that say no."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from .audiences import viewer_for
from .health import health_report

LONGEST_QUERY = 8_000


def know_the_viewer(get_response):
    """Set `request.viewer`, worked out when somebody first asks for it."""

    def middleware(request):
        request.viewer = SimpleLazyObject(lambda: viewer_for(request.user))
        response = get_response(request)
        if request.user.is_authenticated:
            response.setdefault("Cache-Control", "private, no-cache")
        if request.path.startswith("/admin/"):
            response.setdefault("Content-Security-Policy", settings.ADMIN_CONTENT_SECURITY_POLICY)
        return response

    return middleware


def refuse_rubbish(get_response):
    """Answer 400 or 414 to addresses that no page of ours has, before anything reads them."""

    def middleware(request):
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY:
            return refusal(request, 414, _("This address is too long"), _("Shorten what you typed and try again."))
        if "\x00" in request.path or "%00" in query:
            return refusal(
                request,
                400,
                _("This address has a character that we cannot read"),
                _("Go back and try again."),
            )
        return get_response(request)

    def process_exception(request, error):
        # Wagtail's filters turn any day that an address names to another time zone; the calendar's last has none there.
        if isinstance(error, OverflowError) and request.method in ("GET", "HEAD") and request.GET:
            advice = _("Go back, choose dates of our time, and try again.")
            return refusal(request, 400, _("This address has a date that we cannot count with"), advice)
        return None

    middleware.process_exception = process_exception
    return middleware


def health_check(get_response):
    """Answer /healthz first of all, whatever the host name, so that a load balancer can ask."""

    def middleware(request):
        if request.path == "/healthz":
            return health_report()
        return get_response(request)

    return middleware


def refusal(request, status: int, heading: str, advice: str) -> HttpResponse:
    """A page in the design that says in one sentence what is wrong and in another what to do."""
    return render(request, "refusal.html", {"heading": heading, "advice": advice}, status=status)


def render_part(request, *, whole: str, part: str, context: dict, status: int = 200) -> HttpResponse:
    """The template `part` for htmx, else `whole`, which includes it: one copy of the markup."""
    is_part = request.htmx and not request.htmx.history_restore_request
    response = render(request, part if is_part else whole, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def site_context(request) -> dict:
    """What every template may use; nothing here asks the database before it is used."""
    return {"viewer": getattr(request, "viewer", None), "site_url": settings.SITE_URL}
