"""Old addresses lead to new ones, but never tell a reader of a page that is not for them."""

from urllib.parse import urlsplit

from django.shortcuts import redirect
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from .audiences import Viewer
from .models import BasePage


def lead_from_old_addresses(get_response):
    """Answer a 404 with the redirect that Wagtail keeps for its address, if its target is open to this reader."""

    def middleware(request):
        response = get_response(request)
        if response.status_code != 404:
            return response
        path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        found = get_redirect(request, path) or get_redirect(request, urlsplit(path).path)
        if found is None or found.link is None or not _is_open_to(request.viewer, found):
            return response
        return redirect(found.link, permanent=found.is_permanent)

    return middleware


def _is_open_to(viewer: Viewer, found: Redirect) -> bool:
    if found.redirect_page is None:
        return True
    page = found.redirect_page.specific
    if isinstance(page, BasePage):
        return type(page).readable(viewer).filter(pk=page.pk).exists()
    return page.live
