"""The law's part of the skeleton: editors add and change its records."""

from django.contrib.auth.models import Group

from cms.setup import EDITORS, allow

RECORDS = (
    "source", "route", "element", "indicator", "suppressionrule", "stateoverlay", "statelaw", "legalresource",
    "legalanswer", "routefinder",
)  # fmt: skip


def legal_skeleton(home) -> None:
    # Not delete: agreements point at the law that they were written under. A rule that is over is closed.
    allow(Group.objects.get(name=EDITORS), *(f"legal.{verb}_{name}" for name in RECORDS for verb in ("add", "change")))
