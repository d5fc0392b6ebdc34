from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from . import actions
from .exports import own_data
from .forms import EraseForm


@require_safe
@login_required
def data(request):
    """What is kept about the reader, for how long, and the two things to do about it."""
    context = {"days": settings.SESSION_COOKIE_AGE // 86_400}
    return render(request, "accounts/data.html", context)


@require_safe
@never_cache
@login_required
def export(request):
    answer = JsonResponse(own_data(request.user), json_dumps_params={"indent": 2, "ensure_ascii": False})
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@reauthentication_required
def erase(request):
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.erase(user=request.user)
        except actions.LastAdministratorError:
            form.add_error(None, _("You are the last administrator. Make somebody else one first."))
        else:
            logout(request)
            messages.success(request, _("Your account is erased."))
            return redirect("/")
    return render(request, "accounts/erase.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def admin_sign_in(request):
    """To our own sign-in; for somebody who is signed in already and may not edit, there is nothing here."""
    asked = request.GET.get(REDIRECT_FIELD_NAME, "")
    # What does not begin with a slash, `redirect` would take for the name of a view.
    is_ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    if not request.user.is_authenticated:
        return redirect_to_login(asked if is_ours else "/admin/")
    if request.user.has_perm("wagtailadmin.access_admin"):
        return redirect(asked if is_ours else "/admin/")
    raise Http404
