"""The program's part of the skeleton: the shelf of convenings, and editors who keep rooms, schedules and speakers."""

from django.contrib.auth.models import Group

from cms.setup import EDITORS, allow, shelf

from .models import ConveningIndexPage

RECORDS = ("room", "schedule", "placement", "speaker")


def program_skeleton(home) -> None:
    shelf(home, ConveningIndexPage, title="Convenings", slug="convenings")
    verbs = ("add", "change", "delete")
    allow(Group.objects.get(name=EDITORS), *(f"program.{verb}_{name}" for name in RECORDS for verb in verbs))
