"""The systems' part of the skeleton: editors keep the cards and the kinds of tools."""

from django.contrib.auth.models import Group

from cms.setup import EDITORS, allow


def systems_skeleton(home) -> None:
    # Not delete: lessons lead to cards. What nobody else should read is given to network staff.
    names = (f"systems.{verb}_{name}" for name in ("system", "systemkind") for verb in ("add", "change"))
    allow(Group.objects.get(name=EDITORS), *names)
