"""What somebody typed before their session lapsed: kept until the same person is back and sends it themselves.

A form with ``{% typed_by name %}`` carries a signed mark of whose it is, what it is called on this site, and the page
it stands on. Posted without a session, it goes into the session of the browser that sent it: into the database, never
into an address or a log, and without the mark nothing goes there. Only whoever the mark names is shown it; whoever
else signs in on that browser removes it. It goes when the form is sent again, and after a day.
"""

from dataclasses import dataclass

from django.core import signing
from django.http import QueryDict
from django.utils import timezone

KEPT_SECONDS = 24 * 3600
MOST_CHARACTERS = 2 * 1024 * 1024  # of all forms that one browser has waiting, as they were sent

FIELD = "writer"
_SALT = "cms.typed"
_SESSION = "typed"
_LONGEST_ABSENCE = 30 * 24 * 3600


@dataclass(frozen=True)
class Mark:
    writer: int
    form: str
    page: str


def mark_for(request, form: str) -> str:
    """Stands in the form called `form`, and proves later whose it was."""
    # A form that came back with an error stands at the address it was sent to, which may be nothing to open.
    before = mark_in(request)
    page = before.page if before and before.writer == request.user.pk else request.get_full_path()
    return signing.dumps([request.user.pk, form, page], salt=_SALT)


def mark_in(request) -> Mark | None:
    """The mark of the form that was posted; none if it has none, or one that is not ours."""
    try:
        return Mark(*signing.loads(request.POST.get(FIELD, ""), salt=_SALT, max_age=_LONGEST_ABSENCE))
    except signing.BadSignature:
        return None


def keep(request) -> bool:
    """Keep the form that was posted, if it has a mark. False if there is no room: then it is kept nowhere."""
    mark = mark_in(request)
    if mark is None:
        return True
    data = request.POST.copy()
    for own in (FIELD, "csrfmiddlewaretoken"):
        data.pop(own, None)
    waiting = {form: kept for form, kept in request.session.get(_SESSION, {}).items() if _is_fresh(kept)}
    waiting[mark.form] = {"writer": mark.writer, "at": timezone.now().timestamp(), "typed": data.urlencode()}
    if sum(len(kept["typed"]) for kept in waiting.values()) > MOST_CHARACTERS:
        return False
    request.session[_SESSION] = waiting
    request.session.set_expiry(KEPT_SECONDS)
    return True


def kept_in(request, form: str) -> QueryDict | None:
    """What the reader typed in the form called `form` before they were signed out."""
    if request.method == "POST" or not request.user.is_authenticated:
        return None
    kept = request.session.get(_SESSION, {}).get(form)
    is_theirs = kept and kept["writer"] == request.user.pk and _is_fresh(kept)
    return QueryDict(kept["typed"]) if is_theirs else None


def typed_in(request, form: str) -> QueryDict | None:
    """What was posted, or else what is kept. Whoever acts on it asks first whether it was posted."""
    return request.POST if request.method == "POST" else kept_in(request, form)


def forget_sent(request) -> None:
    """What is posted by who is signed in need not be kept any more."""
    mark = mark_in(request) if request.method == "POST" else None
    if mark and mark.form in request.session.get(_SESSION, {}):
        waiting = request.session.pop(_SESSION)
        del waiting[mark.form]
        if waiting:
            request.session[_SESSION] = waiting


def leave_only_own(request, user) -> None:
    """Somebody signs in: what others had typed on this browser is gone, and their session lasts as any other."""
    if request is None or _SESSION not in request.session:
        return
    waiting = request.session.pop(_SESSION)
    own = {form: kept for form, kept in waiting.items() if kept["writer"] == user.pk and _is_fresh(kept)}
    if own:
        request.session[_SESSION] = own
    if request.session.get_expiry_age() == KEPT_SECONDS:
        request.session.set_expiry(None)


def _is_fresh(kept: dict) -> bool:
    return timezone.now().timestamp() - kept["at"] < KEPT_SECONDS
