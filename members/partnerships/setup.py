"""The rosters' part of the skeleton: editors keep partnerships and rosters, and see what was asked."""

from django.contrib.auth.models import Group

from cms.setup import EDITORS, allow


def partnerships_skeleton(home) -> None:
    kept = [
        f"partnerships.{verb}_{model}" for verb in ("add", "change", "view") for model in ("partnership", "rosterentry")
    ]
    stages = [f"partnerships.{verb}_stage" for verb in ("add", "change", "delete", "view")]
    read = ["partnerships.view_joinrequest", "partnerships.view_facedchallenge"]
    allow(Group.objects.get(name=EDITORS), *kept, *stages, *read)
