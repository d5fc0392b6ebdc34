"""What the keepers of a partnership write down."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from members.accounts.models import User

from ..models import KEPT, FacedChallenge, Partnership, Stage
from ..permissions import can_keep_page, can_keep_register


class AlreadyInRegisterError(Exception):
    """The partnership has written this challenge down already."""


@transaction.atomic
def edit_partnership(*, partnership: Partnership, outcomes: list, stages: list[tuple], by: User) -> None:
    """Save what was changed on `partnership`, the outcomes it watches and the (gateway, PartialDate) it reached.

    From then on its facts come from its keepers, not from the source that staff began with. Raises PermissionDenied.
    """
    if not can_keep_page(by, partnership):
        raise PermissionDenied
    # Lock the row, so that two keepers do not enter the same gateway twice.
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    partnership.is_limited_to_source = False
    # Nothing else: who may read it, and what it has merged into, may have changed since it was read.
    partnership.save(update_fields=[*KEPT, "is_limited_to_source"])
    partnership.outcomes.set(outcomes)
    set_stages(partnership=partnership, stages=stages)
    log(partnership, "wagtail.edit", user=by)


def set_stages(*, partnership: Partnership, stages: list[tuple]) -> None:
    """Make these the gateways that it reached; those that stay the same are not touched."""
    wanted = {(gateway.pk, when.first, str(when.precision)): gateway for gateway, when in stages}
    for stage in partnership.stages.all():
        if wanted.pop((stage.gateway_id, stage.since, str(stage.since_precision)), None) is None:
            stage.delete()
    for (_key, since, precision), gateway in wanted.items():
        Stage.objects.create(partnership=partnership, gateway=gateway, since=since, since_precision=precision)


@transaction.atomic
def write_down(*, entry: FacedChallenge, by: User) -> None:
    """Put `entry` into the register, or save what changed in it. Raises PermissionDenied, AlreadyInRegisterError."""
    if not can_keep_register(by, entry.partnership):
        raise PermissionDenied
    # Lock the partnership, so that of two tabs the second is told.
    partnership = Partnership.objects.select_for_update().get(pk=entry.partnership_id)
    if partnership.faced.filter(challenge=entry.challenge).exclude(pk=entry.pk).exists():
        raise AlreadyInRegisterError(entry.challenge)
    entry.edited_by = by
    entry.save()


@transaction.atomic
def strike_out(*, entry: FacedChallenge, by: User) -> None:
    """Take `entry` out of the register: it was a slip. What is over is kept, with its end. Raises PermissionDenied."""
    if not can_keep_register(by, entry.partnership):
        raise PermissionDenied
    entry.delete()
