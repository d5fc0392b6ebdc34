"""Who may have a file: whoever may read the record that it belongs to."""

from django.http import Http404

from .kinds import find
from .models import SiteDocument


def refuse_to_strangers(document: SiteDocument, request) -> None:
    """Raise Http404 unless this reader may have `document`: as if it were not there.

    A file without an owner is one that editors have not placed yet: only they may have it.
    """
    if document.owner_kind:
        allowed = find(f"{document.owner_kind}:{document.owner_key}", request.viewer) is not None
    else:
        allowed = request.user.has_perm("wagtailadmin.access_admin")
    if not allowed:
        raise Http404
