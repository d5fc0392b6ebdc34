"""How the search stands, for network staff in the admin."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .status import standing


def can_look_after(user) -> bool:
    """Network staff see how the search stands."""
    return user.is_authenticated and user.is_network_staff


@require_safe
def standing_view(request):
    if not can_look_after(request.user):
        raise PermissionDenied
    return render(request, "search/admin/standing.html", {"standing": standing()})
