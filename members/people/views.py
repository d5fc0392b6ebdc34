from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import condition, require_http_methods, require_POST, require_safe

from cms.audiences import MEMBERS, PUBLIC, VISITOR, Viewer
from cms.doors import signed_in
from cms.http import render_part
from cms.typed import kept_in

from . import actions
from .filters import Directory, PeopleFilter
from .forms import PhotoForm, ProfileForm
from .models import Profile
from .reading import Person


@dataclass(frozen=True)
class Guise:
    """Another reader, as whom somebody looks at their own page."""

    name: str
    label: str
    viewer: Viewer
    is_connection: bool = False


MEMBER = Viewer(user_id=None, audiences=frozenset({PUBLIC, MEMBERS}))
GUISES = {
    "visitor": Guise("visitor", gettext_lazy("a visitor"), VISITOR),
    "member": Guise("member", gettext_lazy("a member"), MEMBER),
    "connection": Guise("connection", gettext_lazy("a connection"), MEMBER, is_connection=True),
}


@require_safe
def index(request):
    """Everybody whom this reader may find: by name, never ranked, never scored."""
    context = Directory(PeopleFilter.read(request.GET), request.viewer).context()
    return render_part(request, whole="people/index.html", part="people/_list.html", context=context)


@require_safe
def profile(request, code: str):
    """One person, for whoever may read it; what is not for this reader is not there."""
    shown = _readable(request.viewer, code)
    is_own = request.viewer.user_id == shown.user_id
    guise = GUISES.get(request.GET.get("as", "")) if is_own else None
    if guise:
        return _in_guise(request, shown, guise)
    context = {"person": Person(shown, request.viewer), "profile": shown, "is_own": is_own, "guises": GUISES.values()}
    return render(request, "people/profile.html", context)


def _in_guise(request, shown: Profile, guise: Guise):
    """The owner's page as `guise` gets it: from here on, that is who is reading."""
    request.viewer = guise.viewer
    is_there = Profile.objects.visible_to(guise.viewer).filter(pk=shown.pk).exists()
    person = Person(shown, guise.viewer, is_connection=guise.is_connection) if is_there else None
    context = {"person": person, "profile": shown, "guise": guise, "guises": GUISES.values()}
    return render(request, "people/profile.html", context)


def _readable(viewer: Viewer, code: str) -> Profile:
    return get_object_or_404(Profile.objects.visible_to(viewer).as_read(), code=code)


def _photo_tag(request, code: str) -> str:
    """The name of the photo if this reader may see it; a new photo has a new name."""
    person = Person(_readable(request.viewer, code), request.viewer)
    if not person.has_photo:
        raise Http404
    request.photo = person.profile.photo
    return f'"{request.photo.name}"'


@require_safe
@condition(etag_func=_photo_tag)
def photo(request, code: str):
    """The photo of somebody, for whoever may see it: it has no other address."""
    try:
        with request.photo.open("rb") as file:
            response = HttpResponse(file.read(), content_type="image/jpeg")
    except FileNotFoundError:
        raise Http404 from None
    # Whether they may see it is asked again each time.
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
@signed_in
def me(request):
    """The reader's own profile, or for somebody who has none yet the way to one."""
    own = Profile.objects.filter(user=request.user).first()
    return redirect(own.url if own else "partnerships:join")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request):
    if request.method == "POST":
        return _save(request)
    own = _own(request)
    form = ProfileForm(kept_in(request, "profile"), profile=own, viewer=request.viewer)
    return _edit_page(request, own, form, PhotoForm())


@transaction.atomic
def _save(request):
    # Locked until it is saved: what the form is compared with is what it replaces.
    own = _own(request, Profile.objects.select_for_update(of=("self",)))
    form = ProfileForm(request.POST, profile=own, viewer=request.viewer)
    if not form.is_valid():
        return _edit_page(request, own, form, PhotoForm())
    if found := form.overtaken():
        return _edit_page(request, own, form, PhotoForm(), meanwhile=form.take_in(found))
    actions.edit_profile(profile=own, name=form.cleaned_data["name"], told=form.told())
    messages.success(request, _("Saved. Your profile is as you see it here."))
    return redirect(own.url)


@require_POST
@signed_in
def set_photo(request):
    """Show another photo, or none."""
    own = _own(request)
    if "remove" in request.POST:
        actions.set_photo(profile=own, photo=None)
        messages.success(request, _("Your photo is gone. Your initials stand in its place."))
        return redirect("people:edit")
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        return _edit_page(request, own, ProfileForm(profile=own, viewer=request.viewer), form)
    actions.set_photo(profile=own, photo=form.cleaned_data["photo"])
    messages.success(request, _("Your photo is saved. Choose below who may see it."))
    return redirect("people:edit")


@require_POST
@signed_in
def directory(request):
    """Leave the directory, or come back to it."""
    own, is_in = _own(request), request.POST.get("in_directory") == "1"
    actions.set_in_directory(profile=own, is_in=is_in)
    if is_in:
        messages.success(request, _("You are in the directory again."))
    else:
        messages.success(request, _("You have left the directory: no list, count, suggestion or search shows you."))
    return redirect(own.url)


def _own(request, profiles=Profile.objects) -> Profile:
    return get_object_or_404(profiles.select_related("user"), user=request.user)


def _edit_page(request, own: Profile, form: ProfileForm, photo_form: PhotoForm, *, meanwhile=()):
    is_wrong = request.method == "POST" and (form.errors or photo_form.errors)
    context = {
        "profile": own, "form": form, "photo_form": photo_form, "guises": GUISES.values(), "meanwhile": meanwhile,
    }  # fmt: skip
    return render(request, "people/edit.html", context, status=422 if is_wrong else 409 if meanwhile else 200)
