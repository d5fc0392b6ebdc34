"""Spreadsheets of partnerships and rosters, for network staff: first what would change, then all of it at once."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from members.accounts.two_steps import staff_need_two_steps

from .. import actions
from ..forms import UploadForm
from ..imports import COLUMNS, MOST_BYTES, Plan, SheetError, plan_of, read_sheet
from ..imports.samples import SAMPLES, sample_file
from ..models import PendingImport
from ..permissions import can_import

SHOWN = 200  # rows of a plan, and problems of a file


def staff_only(view):
    """For network staff; for other members the page is not there."""

    @wraps(view)
    @login_required
    @staff_need_two_steps
    def inner(request, *args, **kwargs):
        if not can_import(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return inner


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def upload(request):
    if request.method != "POST":
        return _upload_page(request, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(request, form, status=422)
    subject, file = form.cleaned_data["subject"], form.cleaned_data["file"]
    try:
        sheet = read_sheet(file.read(MOST_BYTES + 1), COLUMNS[subject])
    except SheetError as error:
        form.add_error("file", str(error))
        return _upload_page(request, form, status=422)
    plan = plan_of(subject, sheet.rows, sheet.problems)
    if plan.problems:
        return _plan_page(request, plan, file_name=file.name, status=422)
    pending = actions.keep_for_later(subject=subject, file_name=file.name[:200], rows=sheet.rows, by=request.user)
    return redirect("partnerships:plan", pending.code)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def plan(request, code: str):
    """What the file would change, and the button that does it."""
    pending = get_object_or_404(request.user.pending_imports, code=code)
    if request.method != "POST":
        return _plan_page(request, actions.plan_of_pending(pending), pending=pending)
    try:
        done = actions.carry_out(pending=pending, fingerprint=request.POST.get("plan", ""), by=request.user)
    except actions.PlanChangedError as changed:
        return _plan_page(request, changed.plan, pending=pending, is_changed=True, status=409)
    except IntegrityError:
        # Somebody made the same thing in the same moment.
        return _plan_page(request, actions.plan_of_pending(pending), pending=pending, is_changed=True, status=409)
    except PendingImport.DoesNotExist:
        messages.info(request, _("This file was carried out already."))
        return redirect("partnerships:import")
    said = ngettext("One row was carried out.", "%(number)s rows were carried out.", len(done.to_do))
    messages.success(request, said % {"number": len(done.to_do)})
    return redirect("partnerships:index")


@require_safe
@staff_only
def sample(request, name: str):
    """A file to begin with, as CSV or as workbook."""
    if name not in SAMPLES:
        raise Http404
    content, content_type = sample_file(name)
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})


def _upload_page(request, form: UploadForm, status: int = 200):
    tables = [
        (label, [(column.label, column.hint, column.is_required) for column in COLUMNS[subject]], f"{subject}.csv",
         f"{subject}.xlsx")
        for subject, label in PendingImport.Subject.choices
    ]  # fmt: skip
    return render(request, "partnerships/import.html", {"form": form, "tables": tables}, status=status)


def _plan_page(request, plan: Plan, *, pending=None, file_name="", is_changed=False, status: int = 200):
    problems, to_do = plan.problems, plan.to_do
    context = {
        "plan": plan,
        "pending": pending,
        "file_name": file_name or pending.file_name,
        "is_changed": is_changed,
        "problems": problems[:SHOWN],
        "problems_left": max(0, len(problems) - SHOWN),
        "to_do": to_do[:SHOWN],
        "to_do_left": max(0, len(to_do) - SHOWN),
    }
    return render(request, "partnerships/plan.html", context, status=status)
