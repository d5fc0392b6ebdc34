"""The skeleton of the site: made by `setup()`, idempotent, after every migration and as a command.

Rooms add their own part with `@skeleton`. It runs after the migrations and not inside one, since it works with the
models as they are today (docs/decisions/0001-skeleton-after-migrations.md).
"""

from collections.abc import Callable

from django.apps import apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, Page, Site

from .clock import know_jobs
from .models import AboutIndexPage, HomePage

EDITORS = "Editors"
REVIEWERS = "Reviewers"

_parts: list[Callable[[HomePage], None]] = []


def skeleton(part: Callable[[HomePage], None]) -> Callable[[HomePage], None]:
    """Register `part(home)`: one room's part of the skeleton, idempotent."""
    if part not in _parts:
        _parts.append(part)
    return part


@transaction.atomic
def setup() -> None:
    """Make what is missing of the skeleton: home, site, shelves, groups, collections, workflows, jobs to expect."""
    for app in apps.get_app_configs():
        create_permissions(app, verbosity=0)
    home = _home()
    _site(home)
    for name in (EDITORS, REVIEWERS):
        allow(Group.objects.get_or_create(name=name)[0], "wagtailadmin.access_admin")
    shelf(home, AboutIndexPage, title="About", slug="about")
    for part in _parts:
        part(home)
    know_jobs()


def shelf(parent: Page, model: type[Page], **fields) -> Page:
    """The one page of `model`, made below `parent` if it is missing."""
    page = model.objects.first()
    if page is None:
        page = parent.add_child(instance=model(show_in_menus=True, **fields))
    return page


def allow(group: Group, *permissions: str, page: Page | None = None) -> None:
    """Give `group` the named permissions (``app.codename``), on `page` and below or in general."""
    for name in permissions:
        app, codename = name.split(".")
        permission = Permission.objects.get(content_type__app_label=app, codename=codename)
        if page is None:
            group.permissions.add(permission)
        else:
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _home() -> HomePage:
    home = HomePage.objects.first()
    if home is None:
        root = Page.get_first_root_node()
        # Wagtail's own migrations leave a welcome page in our place.
        welcome = root.get_children().filter(slug="home").first()
        if welcome is not None:
            welcome.delete()
            root = Page.get_first_root_node()
        home = root.add_child(instance=HomePage(title="Behind the Numbers", slug="home"))
    return home


def _site(home: HomePage) -> None:
    scheme, _, rest = settings.SITE_URL.partition("://")
    host, _, port = rest.partition(":")
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.hostname, site.port = host, int(port or (443 if scheme == "https" else 80))
    site.site_name, site.root_page = settings.WAGTAIL_SITE_NAME, home
    site.save()
