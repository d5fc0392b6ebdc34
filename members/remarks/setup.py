"""The remarks' part of the skeleton: editors look through comments and reports, and decide about them on the site."""

from django.contrib.auth.models import Group

from cms.setup import EDITORS, allow


def remarks_skeleton(home) -> None:
    allow(Group.objects.get(name=EDITORS), "remarks.view_comment", "remarks.view_report")
