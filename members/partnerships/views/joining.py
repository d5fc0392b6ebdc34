"""Joining and leaving: asking, answering, the roster."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.doors import signed_in, to_sign_in
from cms.paging import paginate
from cms.typed import forget_sent, kept_in
from members.accounts.two_steps import staff_need_two_steps

from .. import actions
from ..forms import DeclineForm, FindForm, JoinForm
from ..models import JoinRequest, Partnership, RosterEntry
from ..permissions import can_end, can_keep_roster

SHOWN = 20


@require_safe
@signed_in
@staff_need_two_steps
def roster(request, slug: str):
    """Who is on the roster, for those who keep it."""
    partnership = get_object_or_404(Partnership, slug=slug)
    if not can_keep_roster(request.user, partnership):
        raise Http404
    entries = partnership.roster.current().select_related("user").order_by("user__name", "pk")
    return render(request, "partnerships/roster.html", {"partnership": partnership, "entries": entries})


@require_POST
@signed_in
@staff_need_two_steps
def end(request, code: str):
    """End somebody's time with a partnership, or one's own."""
    entry = RosterEntry.objects.select_related("user", "partnership").filter(code=code).first()
    if entry is None or not can_end(request.user, entry):
        raise Http404
    actions.end_membership(entry=entry, by=request.user)
    if entry.user_id == request.user.pk:
        messages.success(request, _("You have left %(partnership)s.") % {"partnership": entry.partnership})
        return redirect("/")
    messages.success(
        request, _("%(name)s has left %(partnership)s.") % {"name": entry.user.name, "partnership": entry.partnership}
    )
    return redirect("partnerships:roster", slug=entry.partnership.slug)


@require_http_methods(["GET", "HEAD", "POST"])
def join(request):
    """Find a partnership, or say what one is without any, and ask to be let in."""
    partnerships = Partnership.objects.active().visible_to(request.viewer)
    if request.method != "POST":
        kept, chosen = kept_in(request, "join"), request.GET.get("partnership")
        form = JoinForm(kept, partnerships=partnerships, initial={"partnership": chosen})
        return _join_page(request, partnerships, form)
    if not request.user.is_authenticated:
        return to_sign_in(request)
    forget_sent(request)
    form = JoinForm(request.POST, partnerships=partnerships)
    if form.is_valid() and _ask(request, form):
        return redirect("partnerships:join")
    return _join_page(request, partnerships, form, status=422)


def _ask(request, form: JoinForm) -> bool:
    """Whether the request could be made; if not, `form` says why."""
    try:
        made = actions.request_to_join(user=request.user, **form.wishes())
    except actions.AlreadyOnRosterError:
        form.add_error("partnership", _("You are on its roster already."))
    except actions.AlreadyAffiliatedError:
        form.add_error("partnership", _("You are a member already, without a partnership."))
    except actions.TooManyRequestsError:
        form.add_error(None, _("You have asked several partnerships today. Wait for an answer, or try tomorrow."))
    else:
        said = _("%(partnership)s has your request.") if made.partnership else _("Network staff have your request.")
        messages.success(request, said % {"partnership": made.partnership})
        return True
    return False


def _join_page(request, partnerships, form, status=200):
    find = FindForm(request.GET)
    typed = request.GET.get("q", "").strip()
    found = find.narrow(partnerships).with_people_counted() if typed else partnerships.none()
    chosen = form["partnership"].value()
    # PostgreSQL takes no NUL, not even to look for it.
    if chosen and "\x00" not in str(chosen) and not typed:
        found = partnerships.filter(slug=str(chosen)[:80]).with_people_counted()
    mine = request.user.join_requests.open().select_related("partnership") if request.user.is_authenticated else ()
    context = {
        "find": find, "typed": typed, "found": found[:SHOWN], "form": form, "mine": mine,
        "names": partnerships.values_list("name", flat=True),
    }  # fmt: skip
    return render(request, "partnerships/join.html", context, status=status)


@require_POST
@signed_in
def withdraw(request, code: str):
    asked = get_object_or_404(request.user.join_requests, code=code)
    if actions.withdraw(request=asked, by=request.user):
        messages.success(request, _("You took your request back."))
    else:
        messages.info(request, _("This request was answered already."))
    return redirect("partnerships:join")


@require_safe
@signed_in
@staff_need_two_steps
def requests(request):
    """What waits for this reader's yes or no, the oldest first."""
    return _requests_page(request, {})


def _requests_page(request, forms: dict, status=200):
    """`forms` holds, by code, the forms that came back with an error."""
    waiting = JoinRequest.objects.to_be_decided_by(request.user).open().select_related("user", "partnership")
    page = paginate(waiting.order_by("created", "pk"), request.GET.get("page", ""))
    for asked in page:
        kept = kept_in(request, f"decline:{asked.code}")
        asked.form = forms.get(asked.code) or DeclineForm(kept, auto_id=f"{asked.code}-%s")
    return render(request, "partnerships/requests.html", {"requests": page}, status=status)


@require_POST
@signed_in
@staff_need_two_steps
def approve(request, code: str):
    asked = _mine_to_decide(request, code)
    _say(request, asked, actions.approve(request=asked, by=request.user))
    return redirect("partnerships:requests")


@require_POST
@signed_in
@staff_need_two_steps
def decline(request, code: str):
    asked = _mine_to_decide(request, code)
    form = DeclineForm(request.POST, auto_id=f"{asked.code}-%s")
    if not form.is_valid():
        return _requests_page(request, {asked.code: form}, status=422)
    _say(request, asked, actions.decline(request=asked, by=request.user, reason=form.cleaned_data["reason"]))
    return redirect("partnerships:requests")


def _mine_to_decide(request, code: str) -> JoinRequest:
    askable = JoinRequest.objects.to_be_decided_by(request.user).select_related("user", "partnership")
    return get_object_or_404(askable, code=code)


def _say(request, asked: JoinRequest, is_first: bool) -> None:
    asked.refresh_from_db()
    words = {"name": asked.user.name, "decision": asked.get_decision_display().lower()}
    if is_first:
        messages.success(request, _("%(name)s: %(decision)s. They are told now.") % words)
    else:
        messages.info(request, _("%(name)s was answered before: %(decision)s. Nothing has changed.") % words)
