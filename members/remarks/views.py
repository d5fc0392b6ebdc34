from django.contrib import messages
from django.db import transaction
from django.db.models import Model
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.doors import members_only
from cms.kinds import kind_of
from cms.paging import paginate
from cms.typed import kept_in, typed_in
from members.accounts.two_steps import staff_need_two_steps
from members.people.writers import writers

from . import actions
from .forms import CommentForm, DecisionForm, ReportForm
from .models import Bookmark, Comment, Report
from .permissions import can_comment, can_edit, can_remove
from .reading import Threads, name_things
from .talk import has_place, talk_about
from .things import find_listed, things_of


@members_only
@require_safe
def bookmarks(request):
    """The reader's own, the newest first; what they may no longer read is not there."""
    mine = Bookmark.objects.of(request.viewer)
    page = paginate(mine, request.GET.get("page", ""))
    name_things(page, request.viewer)
    return render(request, "remarks/bookmarks.html", {"bookmarks": page})


@members_only
@require_POST
def bookmark(request, reference: str):
    """Mark a thing with ``on=1``, unmark it with anything else; sent twice, nothing changes."""
    thing, is_on = _thing(request, reference), request.POST.get("on") == "1"
    try:
        actions.set_bookmark(thing=thing, by=request.user, is_on=is_on)
    except actions.TooManyError:
        is_on = False
        messages.error(request, _("You have a thousand bookmarks. Take some away first."))
    if request.htmx:
        return render(request, "remarks/_bookmark.html", {"reference": reference, "is_on": is_on})
    return redirect("remarks:bookmarks" if "list" in request.POST else kind_of(thing).url(thing))


@require_http_methods(["GET", "HEAD", "POST"])
def comments(request, reference: str):
    """All comments on a thing, on a page of their own; and where new ones are sent."""
    if request.method == "POST":
        return _comment(request, reference)
    thing = _talked_about(request, reference)
    if request.htmx and not request.htmx.history_restore_request:
        return _thread(request, thing, "")
    return _comments_page(request, thing)


@members_only
def _comment(request, reference: str):
    thing = _talked_about(request, reference)
    place = request.POST.get("place", "")
    if not can_comment(request.viewer, thing) or not has_place(thing, place):
        raise Http404
    form = CommentForm(request.POST, auto_id=f"comment-{place}-%s")
    if form.is_valid():
        try:
            made, is_new = actions.comment(thing=thing, by=request.user, text=form.cleaned_data["text"], place=place)
        except actions.TooManyError:
            form.add_error(None, _("You have written a great deal today. Keep this text, and send it tomorrow."))
        else:
            return _commented(request, thing, made, is_new)
    if request.htmx:
        return _thread(request, thing, place, form, status=422)
    return _comments_page(request, thing, place, form, status=422)


def _commented(request, thing: Model, made: Comment, is_new: bool):
    if request.htmx:
        return _thread(request, thing, made.place)
    messages.success(request, _("Your comment is there.") if is_new else _("This comment of yours is there already."))
    kind = kind_of(thing)
    on_page = kind.url(thing).partition("#")[0]
    here = on_page if "page" in request.POST else reverse("remarks:comments", args=[kind.reference(thing)])
    return redirect(f"{here}#{made.anchor}")


def _thread(request, thing: Model, place: str, form: CommentForm | None = None, status: int = 200):
    thread = Threads(thing, request).at(place, form)
    context = {"thread": thread, "on_page": "page" in request.POST, "is_open": True}
    return render(request, "remarks/_thread.html", context, status=status)


def _comments_page(request, thing: Model, place: str = "", form: CommentForm | None = None, status: int = 200):
    kind, threads = kind_of(thing), Threads(thing, request)
    places = ["", *talk_about(thing).places(thing)]
    shown = [threads.at(each, form if each == place else None) for each in places]
    context = {
        "thing": thing,
        "kind": kind,
        "title": kind.title(thing),
        "url": kind.url(thing),
        # A thread at a place stands here only if something is in it: new ones begin on the page itself.
        "threads": [thread for thread in shown if not thread.place or thread.shown or thread.place == place],
    }
    return render(request, "remarks/comments.html", context, status=status)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, code: str):
    if request.method == "POST":
        return _save(request, code)
    comment, thing = _comment_and_thing(request, code)
    if not can_edit(request.viewer, comment):
        raise Http404
    form = CommentForm(kept_in(request, f"comment:{code}"), initial={"text": comment.text})
    return render(request, "remarks/edit.html", {"form": form, "comment": comment, **_about(thing)})


@transaction.atomic
def _save(request, code: str):
    # Locked until it is saved: what the form is compared with is what it replaces.
    comment, thing = _comment_and_thing(request, code, Comment.objects.select_for_update())
    form = CommentForm(request.POST, initial={"text": comment.text})
    if comment.is_removed and comment.author_id == request.user.pk:
        messages.info(request, _("It was removed meanwhile. What you typed is in the form for a new comment."))
        return _comments_page(request, thing, comment.place, form, status=409)
    if not can_edit(request.viewer, comment):
        raise Http404
    context = {"form": form, "comment": comment, **_about(thing)}
    if not form.is_valid():
        return render(request, "remarks/edit.html", context, status=422)
    if found := form.overtaken():
        return render(request, "remarks/edit.html", {**context, "meanwhile": form.take_in(found)}, status=409)
    actions.edit_comment(comment=comment, by=request.user, text=form.cleaned_data["text"])
    messages.success(request, _("Saved. This is what readers see now."))
    return redirect(_place_of(comment, thing))


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request, code: str):
    """By its author, or by network staff; a line stays."""
    comment, thing = _comment_and_thing(request, code)
    if comment.is_removed and (comment.author_id == request.user.pk or request.viewer.is_staff):
        messages.info(request, _("It was removed before. Nothing has changed."))
        return redirect(_place_of(comment, thing))
    if not can_remove(request.viewer, comment):
        raise Http404
    if request.method != "POST":
        return render(request, "remarks/remove.html", {"comment": comment, **_about(thing)})
    actions.remove_comment(comment=comment, by=request.user)
    messages.success(request, _("It is removed. A line says that there was one."))
    return redirect(_place_of(comment, thing))


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def report(request, reference: str):
    """Ask network staff to look at a thing, a place of its page, or with ``?comment=`` at a comment on it."""
    thing = _thing(request, reference)
    place, code = request.GET.get("place", ""), request.GET.get("comment", "")
    comment = None
    if code:
        standing = Comment.objects.on(thing, request.viewer).standing()
        comment = get_object_or_404(standing, code=code.replace("\x00", ""))
        place = comment.place
    elif not has_place(thing, place):
        raise Http404
    name = f"report:{reference}:{code or place}"
    form = ReportForm(typed_in(request, name))
    if request.method == "POST" and form.is_valid():
        try:
            actions.report(thing=thing, by=request.user, place=place, comment=comment, **form.cleaned_data)
        except actions.TooManyError:
            form.add_error(None, _("You have reported a great deal today. Write to network staff instead."))
        else:
            messages.success(request, _("Thank you. Network staff look at it, and you are told what they decide."))
            return redirect(kind_of(thing).url(thing))
    context = {"form": form, "form_name": name, "comment": comment, **_about(thing)}
    return render(request, "remarks/report.html", context, status=422 if request.method == "POST" else 200)


@members_only
@require_safe
@staff_need_two_steps
def reports(request):
    """What was reported and waits, the oldest first; with ``?all=1`` also what was decided, the newest first."""
    return _reports_page(request, {})


def _reports_page(request, forms: dict, status: int = 200):
    """`forms` holds, by code, a form that came back with an error."""
    if not request.viewer.is_staff:
        raise Http404
    shows_all, every = bool(request.GET.get("all")), Report.objects.visible_to(request.viewer)
    some = every.order_by("-raised", "-pk") if shows_all else every.open().oldest_first()
    page = paginate(some.select_related("comment"), request.GET.get("page", ""))
    things = things_of(page, request.viewer)
    named = writers([each.raised_by_id for each in page], request.viewer)
    for each in page:
        thing = things.get((each.kind, each.object_id))
        each.about = _about(thing) if thing else None
        each.by = named.get(each.raised_by_id)
        kept = kept_in(request, f"decide:{each.code}")
        each.form = forms.get(each.code) or DecisionForm(kept, auto_id=f"{each.code}-%s")
    tabs = [
        {"label": _("Waiting"), "url": "?", "count": every.open().count(), "is_current": not shows_all},
        {"label": _("All"), "url": "?all=1", "is_current": shows_all},
    ]
    return render(request, "remarks/reports.html", {"reports": page, "tabs": tabs}, status=status)


@members_only
@require_POST
@staff_need_two_steps
def decide(request, code: str):
    raised = get_object_or_404(Report.objects.visible_to(request.viewer), code=code)
    form = DecisionForm(request.POST, auto_id=f"{code}-%s")
    if not form.is_valid():
        return _reports_page(request, {code: form}, status=422)
    is_first = actions.decide(
        report=raised, by=request.user, is_acted="acted" in request.POST, answer=form.cleaned_data["answer"]
    )
    if is_first:
        messages.success(request, _("Decided. Whoever reported it is told."))
    else:
        messages.info(request, _("This was decided before. Nothing has changed."))
    return redirect("remarks:reports")


def _thing(request, reference: str) -> Model:
    thing = find_listed(reference, request.viewer)
    if thing is None:
        raise Http404
    return thing


def _talked_about(request, reference: str) -> Model:
    thing = _thing(request, reference)
    if not talk_about(thing).is_open:
        raise Http404
    return thing


def _comment_and_thing(request, code: str, comments=Comment.objects) -> tuple[Comment, Model]:
    comment = get_object_or_404(comments.visible_to(request.viewer), code=code)
    return comment, things_of([comment], request.viewer)[comment.kind, comment.object_id]


def _about(thing: Model) -> dict:
    kind = kind_of(thing)
    return {"kind": kind, "title": kind.title(thing), "url": kind.url(thing), "reference": kind.reference(thing)}


def _place_of(comment: Comment, thing: Model) -> str:
    return f"{reverse('remarks:comments', args=[kind_of(thing).reference(thing)])}#{comment.anchor}"
