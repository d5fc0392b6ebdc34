"""For those who keep a partnership's page, and its challenge register."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cms.doors import signed_in
from cms.typed import kept_in
from members.accounts.two_steps import staff_need_two_steps

from .. import actions
from ..forms import FacedForm, KeeperForm, readable_outcomes
from ..models import FacedChallenge, Partnership
from ..permissions import can_keep_page, can_keep_register


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@staff_need_two_steps
def edit(request, slug: str):
    if request.method == "POST":
        return _save_page(request, slug)
    partnership = _partnership(request, slug, can_keep_page)
    kept = kept_in(request, f"partnership:{slug}")
    form = KeeperForm(kept, instance=partnership, readable=readable_outcomes(request.viewer))
    return _show_page(request, partnership, form)


@transaction.atomic
def _save_page(request, slug: str):
    # Locked until it is saved: what the form is compared with is what it replaces.
    partnership = _partnership(request, slug, can_keep_page, Partnership.objects.select_for_update())
    form = KeeperForm(request.POST, instance=partnership, readable=readable_outcomes(request.viewer))
    if not form.is_valid():
        return _show_page(request, partnership, form, status=422)
    if found := form.overtaken():
        return _show_page(request, partnership, form, status=409, meanwhile=form.take_in(found))
    actions.edit_partnership(
        partnership=form.save(commit=False), outcomes=form.outcomes(), stages=form.stages.stages(), by=request.user
    )
    messages.success(request, _("Saved. This is what readers see now."))
    return redirect(partnership.url)


def _show_page(request, partnership: Partnership, form: KeeperForm, *, status: int = 200, meanwhile=()):
    context = {"partnership": partnership, "form": form, "meanwhile": meanwhile}
    return render(request, "partnerships/edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def face(request, slug: str):
    """Write down one more challenge."""
    partnership = _partnership(request, slug, can_keep_register)
    if request.method == "POST":
        return _save_line(request, FacedChallenge(partnership=partnership))
    form = FacedForm(kept_in(request, f"face:{slug}"), partnership=partnership, viewer=request.viewer)
    return _show_line(request, partnership, form)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def faced(request, slug: str, code: str):
    """Change a line of the register."""
    if request.method == "POST":
        return _save_changed(request, slug, code)
    entry = _entry(request, slug, code)
    kept = kept_in(request, f"faced:{code}")
    form = FacedForm(kept, partnership=entry.partnership, viewer=request.viewer, entry=entry)
    return _show_line(request, entry.partnership, form, entry=entry)


@transaction.atomic
def _save_changed(request, slug: str, code: str):
    # Locked until it is saved, as above.
    entries = FacedChallenge.objects.select_for_update(of=("self",))
    try:
        entry = _entry(request, slug, code, entries)
    except Http404:
        # Taken out meanwhile: what was typed can be written down as a new line.
        partnership = _partnership(request, slug, can_keep_register)
        form = FacedForm(request.POST, partnership=partnership, viewer=request.viewer)
        return _show_line(request, partnership, form, status=409, is_gone=True)
    return _save_line(request, entry, existing=entry)


@require_POST
@signed_in
@transaction.atomic
def strike(request, slug: str, code: str):
    entry = _entry(request, slug, code, FacedChallenge.objects.select_for_update(of=("self",)))
    form = FacedForm(partnership=entry.partnership, viewer=request.viewer, entry=entry)
    if request.POST.get("edition") != form["edition"].initial:
        messages.warning(request, _("It was changed meanwhile, and not taken out. Read it first."))
        return redirect("partnerships:faced", slug, code)
    actions.strike_out(entry=entry, by=request.user)
    messages.success(request, _("“%(challenge)s” is out of the register.") % {"challenge": entry.challenge})
    return redirect(f"{entry.partnership.url}#register")


def _save_line(request, entry: FacedChallenge, existing: FacedChallenge | None = None):
    partnership = entry.partnership
    form = FacedForm(request.POST, partnership=partnership, viewer=request.viewer, entry=existing)
    if form.is_valid():
        if existing and (found := form.overtaken()):
            return _show_line(request, partnership, form, entry=entry, status=409, meanwhile=form.take_in(found))
        if _write_down(request, entry, form):
            messages.success(request, _("Written down. %(readers)s can read it.") % {"readers": entry.readers})
            return redirect(f"{partnership.url}#register")
    return _show_line(request, partnership, form, entry=existing, status=422)


def _show_line(request, partnership, form: FacedForm, *, entry=None, status: int = 200, meanwhile=(), is_gone=False):
    context = {"partnership": partnership, "entry": entry, "form": form, "meanwhile": meanwhile, "is_gone": is_gone}
    return render(request, "partnerships/faced.html", context, status=status)


def _write_down(request, entry: FacedChallenge, form: FacedForm) -> bool:
    """Whether the line could be saved; if not, `form` says why."""
    for name, value in form.said().items():
        setattr(entry, name, value)
    try:
        actions.write_down(entry=entry, by=request.user)
    except actions.AlreadyInRegisterError:
        form.add_error("challenge", _("It is in the register already."))
        return False
    return True


def _partnership(request, slug: str, may, partnerships=Partnership.objects) -> Partnership:
    """The partnership that this reader `may` keep; for everybody else this page is not there."""
    partnership = get_object_or_404(partnerships.visible_to(request.viewer), slug=slug)
    if not may(request.user, partnership):
        raise Http404
    return partnership


def _entry(request, slug: str, code: str, entries=FacedChallenge.objects) -> FacedChallenge:
    partnership = _partnership(request, slug, can_keep_register)
    readable = entries.visible_to(request.viewer).select_related("challenge")
    entry = get_object_or_404(readable, partnership=partnership, code=code)
    entry.partnership = partnership
    return entry
