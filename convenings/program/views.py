"""Beside the pages of convenings and sessions, which Wagtail serves: calendar files, and the reader's own stars."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms.audiences import viewer_for
from cms.http import render_part

from .actions import close_feed, renew_feed, star
from .calendars import ICS, as_calendar
from .forms import AgendaForm
from .models import ConveningPage, SessionPage, StarFeed
from .reading import items_of, starred_context


@require_safe
def agenda_calendar(request, slug: str):
    """The whole agenda, as far as this reader may read it."""
    convening = get_object_or_404(ConveningPage.objects.visible_to(request.viewer), slug=slug)
    sessions = SessionPage.objects.visible_to(request.viewer).child_of(convening).as_items(request.viewer)
    return _calendar(convening.title, items_of(sessions.order_by("path"), request.viewer), f"{slug}.ics")


@require_safe
def session_calendar(request, slug: str, session: str):
    """One session; while it has no time there is nothing that a calendar could hold."""
    item = items_of([_readable(request, slug, session)], request.viewer)[0]
    if not item.is_placed:
        raise Http404
    return _calendar(item.session.title, [item], f"{session}.ics")


@login_required
@require_POST
def set_star(request, slug: str, session: str):
    """Star a session, or take the star back; then back to where the button was pressed."""
    page = _readable(request, slug, session)
    star(session=page, user=request.user, is_starred=request.POST.get("star") == "1")
    page = _readable(request, slug, session)
    if request.htmx:
        others = SessionPage.objects.visible_to(request.viewer).sibling_of(page, inclusive=False)
        others = others.filter(stars__user=request.user).as_items(request.viewer)
        item = items_of([page, *others], request.viewer)[0]
        return render_part(request, whole="program/_star.html", part="program/_star.html", context={"item": item})
    if request.POST.get("from") == "agenda":
        view = AgendaForm.read(request.POST)
        return redirect(f"{page.convening.get_absolute_url()}{view.query(view.view)}#{session}")
    return redirect(page.get_absolute_url())


@login_required
@require_safe
def starred(request):
    """The reader's own stars, and the private address for their calendar."""
    sessions = SessionPage.objects.visible_to(request.viewer).filter(stars__user=request.user)
    sessions = sessions.as_items(request.viewer).with_convening().by_convening()
    feed = StarFeed.objects.filter(user=request.user).first()
    address = request.build_absolute_uri(reverse("program:starred_calendar", args=[feed.token])) if feed else ""
    context = {**starred_context(items_of(sessions, request.viewer)), "feed": feed, "address": address}
    return render(request, "program/starred.html", context)


@login_required
@require_POST
def renew_address(request):
    """Make the private address, make another in its place, or do without one."""
    if request.POST.get("do") == "close":
        close_feed(user=request.user)
        messages.success(request, _("The address is gone. Calendars that asked there find nothing any more."))
    else:
        renew_feed(user=request.user)
        messages.success(request, _("This is the address now. One that you had before finds nothing any more."))
    return redirect("program:starred")


@require_safe
def starred_calendar(request, token: str):
    """What the owner of the address starred and may read now, for a calendar that cannot sign in."""
    feed = StarFeed.of_token(token)
    if feed is None:
        raise Http404
    viewer = viewer_for(feed.user)
    sessions = SessionPage.objects.visible_to(viewer).filter(stars__user=feed.user).as_items(viewer)
    response = _calendar(_("My starred sessions"), items_of(sessions.order_by("path"), viewer), "starred.ics")
    response["Cache-Control"] = "private, no-store"
    return response


def _readable(request, slug: str, session: str) -> SessionPage:
    here = f"/convenings/{slug}/{session}/"
    page = get_object_or_404(SessionPage.readable(request.viewer).filter(slug=session, url_path__endswith=here))
    if page.get_absolute_url() != here:
        raise Http404
    return page


def _calendar(name: str, items, file_name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{file_name}"'}
    return HttpResponse(as_calendar(name, items), content_type=ICS, headers=headers)
