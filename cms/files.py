"""Who may have a file: whoever may read the record that it belongs to."""

from django.http import Http404
from wagtail.models import Page

from .kinds import find, kind_of
from .models import SiteDocument


def refuse_to_strangers(document: SiteDocument, request) -> None:
    """Raise Http404 unless this reader may have `document`: as if it were not there.

    A file without an owner is one that editors have not placed yet: only they may have it.
    """
    if document.owner_kind:
        allowed = _may_read_owner(document, request)
    else:
        allowed = request.user.has_perm("wagtailadmin.access_admin")
    if not allowed:
        raise Http404


def _may_read_owner(document: SiteDocument, request) -> bool:
    owner = find(f"{document.owner_kind}:{document.owner_key}", request.viewer)
    if owner is None:
        return False
    kind = kind_of(owner)
    if kind.listed(kind.visible_to(request.viewer)).filter(pk=owner.pk).exists():
        return True
    # Of what was withdrawn readers have a stub, and its files go with its text: whoever edits the page reads both.
    return isinstance(owner, Page) and owner.permissions_for_user(request.user).can_edit()
