from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from cms.paging import paginate

from . import actions
from .forms import PaceForm
from .naming import worded
from .querysets import notices_for, waiting_for


@require_safe
@login_required
def index(request):
    """What is new, or with ``?all=1`` all of it; and how mail about it comes."""
    return _page(request, PaceForm(user=request.user))


def _page(request, form, status=200):
    shows_all = bool(request.GET.get("all"))
    told = notices_for(request.user, request.viewer, unread_only=not shows_all)
    new = waiting_for(request.user, request.viewer)
    every = notices_for(request.user, request.viewer).count()
    tabs = [
        {"label": _("New"), "url": "?", "count": new, "is_current": not shows_all},
        {"label": _("All"), "url": "?all=1", "count": every, "is_current": shows_all},
        {"label": _("What reaches me"), "url": "#mail"},
    ]
    page = paginate(told, request.GET.get("page", ""))
    page.object_list = worded(page.object_list, request.viewer)
    context = {"notices": page, "shows_all": shows_all, "new": new, "tabs": tabs, "form": form}
    return render(request, "notices/index.html", context, status=status)


@require_GET
@login_required
def open_notice(request, code: str):
    """Go where one notice can be dealt with; whoever opens it has read it."""
    notice = notices_for(request.user, request.viewer).filter(metadata__code=code).first()
    if notice is None:
        raise Http404
    actions.mark_read(user=request.user, code=code)
    return redirect(notice.url or "notices:index")


@require_POST
@login_required
def read_all(request):
    actions.mark_read(user=request.user)
    messages.success(request, _("All notices are marked as read."))
    return redirect("notices:index")


@require_POST
@login_required
def pace(request):
    form = PaceForm(request.POST, user=request.user)
    if not form.is_valid():
        return _page(request, form, status=422)
    actions.set_pace(user=request.user, paces=form.no_mail() if "off" in request.POST else form.paces())
    messages.success(request, _("Saved. Mail comes as you chose."))
    return redirect("notices:index")
