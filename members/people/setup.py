"""The people's part of the skeleton: editors read profiles and put them right; members make them by joining."""

from django.contrib.auth.models import Group

from cms.setup import EDITORS, allow


def people_skeleton(home) -> None:
    allow(Group.objects.get(name=EDITORS), "people.view_profile", "people.change_profile")
