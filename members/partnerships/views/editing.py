"""For those who keep a partnership's page, and its challenge register."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members.accounts.two_steps import staff_need_two_steps

from .. import actions
from ..forms import FacedForm, PartnershipForm, readable_outcomes, stage_forms
from ..models import FacedChallenge, Partnership
from ..permissions import can_keep_page, can_keep_register


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@staff_need_two_steps
def edit(request, slug: str):
    partnership = _partnership(request, slug, can_keep_page)
    data = request.POST if request.method == "POST" else None
    form = PartnershipForm(data, instance=partnership, readable=readable_outcomes(request.viewer))
    stages = stage_forms(partnership, data)
    if data is not None and form.is_valid() & stages.is_valid():
        actions.edit_partnership(
            partnership=form.save(commit=False), outcomes=form.outcomes(), stages=stages.stages(), by=request.user
        )
        messages.success(request, _("Saved. This is what readers see now."))
        return redirect(partnership.url)
    context = {"partnership": partnership, "form": form, "stages": stages}
    return render(request, "partnerships/edit.html", context, status=200 if data is None else 422)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def face(request, slug: str):
    """Write down one more challenge."""
    partnership = _partnership(request, slug, can_keep_register)
    return _register_form(request, FacedChallenge(partnership=partnership), None)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def faced(request, slug: str, code: str):
    """Change a line of the register."""
    entry = _entry(request, slug, code)
    return _register_form(request, entry, entry)


@require_POST
@login_required
def strike(request, slug: str, code: str):
    entry = _entry(request, slug, code)
    actions.strike_out(entry=entry, by=request.user)
    messages.success(request, _("“%(challenge)s” is out of the register.") % {"challenge": entry.challenge})
    return redirect(f"{entry.partnership.url}#register")


def _register_form(request, entry: FacedChallenge, existing: FacedChallenge | None):
    partnership = entry.partnership
    data = request.POST if request.method == "POST" else None
    form = FacedForm(data, partnership=partnership, viewer=request.viewer, entry=existing)
    if data is not None and form.is_valid() and _write_down(request, entry, form):
        messages.success(request, _("Written down. %(readers)s can read it.") % {"readers": entry.readers})
        return redirect(f"{partnership.url}#register")
    context = {"partnership": partnership, "entry": existing, "form": form}
    return render(request, "partnerships/faced.html", context, status=200 if data is None else 422)


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


def _partnership(request, slug: str, may) -> Partnership:
    """The partnership that this reader `may` keep; for everybody else this page is not there."""
    partnership = get_object_or_404(Partnership.objects.visible_to(request.viewer), slug=slug)
    if not may(request.user, partnership):
        raise Http404
    return partnership


def _entry(request, slug: str, code: str) -> FacedChallenge:
    partnership = _partnership(request, slug, can_keep_register)
    entries = FacedChallenge.objects.visible_to(request.viewer).select_related("challenge")
    entry = get_object_or_404(entries, partnership=partnership, code=code)
    entry.partnership = partnership
    return entry
