from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.partnerships.models import RosterEntry

from . import actions
from .forms import ProfileForm
from .models import Profile


@require_safe
def profile(request, code: str):
    """One person, for whoever may read it; what is not for this reader is not there."""
    shown = get_object_or_404(Profile.objects.visible_to(request.viewer).select_related("user"), code=code)
    context = {
        "profile": shown,
        "entries": _entries(shown, request.viewer),
        "is_own": request.user.pk == shown.user_id,
    }
    return render(request, "people/profile.html", context)


def _entries(shown: Profile, viewer):
    entries = RosterEntry.objects.current().filter(user=shown.user_id, partnership__audience__in=viewer.audiences)
    return entries.select_related("partnership").order_by("joined", "pk")


@require_safe
@login_required
def me(request):
    """The reader's own profile, or for somebody who has none yet the way to one."""
    own = Profile.objects.filter(user=request.user).first()
    return redirect(own.url if own else "partnerships:join")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request):
    own = get_object_or_404(Profile.objects.select_related("user"), user=request.user)
    form = ProfileForm(request.POST if request.method == "POST" else None, profile=own)
    if form.is_valid():
        actions.edit_profile(profile=own, **form.cleaned_data)
        messages.success(request, _("Saved. Your profile is as you see it here."))
        return redirect(own.url)
    return render(request, "people/edit.html", {"profile": own, "form": form}, status=422 if form.errors else 200)
