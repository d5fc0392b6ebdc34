"""The agreements' part of the skeleton: their shelf, and editors who add versions to it."""

from django.contrib.auth.models import Group

from cms.setup import EDITORS, allow, shelf

from .models import AgreementIndexPage


def agreements_skeleton(home) -> None:
    shelf(home, AgreementIndexPage, title="Agreements", slug="agreements")
    # A version is added and read; nobody changes or deletes one, so nobody is given the right to.
    allow(
        Group.objects.get(name=EDITORS),
        *(f"agreements.{name}" for name in ("add_templateversion", "view_templateversion", "view_clause")),
    )
