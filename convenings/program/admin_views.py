"""Two acts of staff beside the lists: a schedule is released, and a page gets other readers."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages
from wagtail.models import Page

from cms.actions import set_audience

from .actions import NoDraftError, UnfitScheduleError, problems_of, release_schedule
from .admin_forms import ReadersForm
from .models import ConveningPage, Schedule, SessionPage


@require_http_methods(["GET", "HEAD", "POST"])
def release(request, pk: int):
    """What would be shown and what is in the way; on POST, readers see it."""
    if not request.user.has_perm("program.change_schedule"):
        raise PermissionDenied
    schedule = get_object_or_404(Schedule.objects.select_related("convening"), pk=pk)
    done = redirect("schedule:index")
    if request.method == "POST":
        try:
            release_schedule(schedule=schedule, by=request.user)
        except NoDraftError:
            messages.warning(request, _("It was released before."))
            return done
        except UnfitScheduleError:
            messages.error(request, _("It was not released: see what is in the way."))
        else:
            messages.success(request, _("Readers see this schedule from now on."))
            return done
    elif not schedule.is_draft:
        return done
    unplaced = SessionPage.objects.child_of(schedule.convening).exclude(placements__schedule=schedule)
    context = {"schedule": schedule, "problems": problems_of(schedule), "unplaced": unplaced.order_by("path")}
    return render(request, "program/admin/release.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def readers(request, page_id: int):
    """Who may read a convening or a session. It acts at once, whatever is in draft."""
    page = get_object_or_404(Page, pk=page_id).specific
    if not isinstance(page, ConveningPage | SessionPage) or not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    form = ReadersForm(request.POST or None, page=page)
    if request.method == "POST" and form.is_valid():
        set_audience(page=page, audience=form.cleaned_data["audience"])
        messages.success(request, _("Its readers are set. They were at once; nothing has to be published."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {"page": page, "form": form, "back": reverse("wagtailadmin_pages:edit", args=[page.pk])}
    return render(request, "program/admin/readers.html", context)
