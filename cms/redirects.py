"""Old addresses lead to new ones, but never tell a reader of a thing that is not for them."""

from urllib.parse import urlsplit

from django.db.models import Model
from django.db.models.signals import pre_save
from django.shortcuts import redirect
from django.utils.encoding import escape_uri_path
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from .audiences import Viewer
from .kinds import Kind, for_every_kind, get_kind
from .models import BasePage, OldAddress


def lead_from_old_addresses(get_response):
    """Answer a 404 with where its address leads now, if that is open to this reader."""

    def middleware(request):
        response = get_response(request)
        if response.status_code != 404:
            return response
        return _to_page(request) or _to_thing(request) or response

    return middleware


def _to_page(request):
    """By the redirects that Wagtail keeps."""
    path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    found = get_redirect(request, path) or get_redirect(request, urlsplit(path).path)
    if found is None or found.link is None or not _is_open_to(request.viewer, found):
        return None
    return redirect(found.link, permanent=found.is_permanent)


def _is_open_to(viewer: Viewer, found: Redirect) -> bool:
    if found.redirect_page is None:
        return True
    page = found.redirect_page.specific
    if isinstance(page, BasePage):
        return type(page).readable(viewer).filter(pk=page.pk).exists()
    return page.live


def _to_thing(request):
    """To a word, a partnership or another record that has a new address, or to what stands below it: its feed."""
    if request.method not in ("GET", "HEAD"):
        return None
    # No old address is longer: thousands of steps would make a query of megabytes.
    parts = request.path[: OldAddress._meta.get_field("path").max_length].split("/")
    above = ["/".join([*parts[:end], ""]) for end in range(len(parts) - 1, 2, -1)]
    found = OldAddress.objects.filter(path__in=above).order_by("-path").first()
    kind = found and get_kind(found.kind)
    thing = found and kind.visible_to(request.viewer).filter(pk=found.object_id).first()
    if thing is None:
        return None
    path = kind.url(thing) + request.path.removeprefix(found.path)
    if path == request.path:
        return None
    asked = request.META.get("QUERY_STRING", "")
    # Not for ever: somebody may give the old address to another thing, or back to this one.
    return redirect(escape_uri_path(path) + (f"?{asked}" if asked else ""))


def old_anchors(kind: str) -> dict[int, list[str]]:
    """The ids that things without a page of their own had on the page they stand on, by their keys."""
    anchors: dict[int, list[str]] = {}
    for path, key in OldAddress.objects.filter(kind=kind).values_list("path", "object_id"):
        anchors.setdefault(key, []).append(path.partition("#")[2])
    return anchors


def follow(kind: Kind) -> None:
    """Remember where the things of `kind` stood, whoever changes their addresses."""
    if kind.key == "slug" and not issubclass(kind.model, BasePage):
        uid = f"remember_address_{kind.name}"
        pre_save.connect(lambda **saved: _remember(kind, **saved), sender=kind.model, weak=False, dispatch_uid=uid)


def _remember(kind: Kind, *, instance: Model, raw: bool, update_fields=None, **kwargs) -> None:
    if raw or not instance.pk or (update_fields is not None and "slug" not in update_fields):
        return
    before = kind.model._default_manager.filter(pk=instance.pk).values_list("slug", flat=True).first()
    if before is not None and before != instance.slug:
        path, stood_there = kind.url(kind.model(slug=before)), {"kind": kind.name, "object_id": instance.pk}
        OldAddress.objects.update_or_create(path=path, defaults=stood_there)


def register() -> None:
    for_every_kind(follow)
