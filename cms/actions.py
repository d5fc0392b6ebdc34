"""Writes to pages that every room needs: who may read a page, and what follows for the pages below it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _
from wagtail.models import Page

from .audiences import is_within
from .models import BasePage

# Sent in the transaction, with `page`: whoever keeps something about its readers must look again.
audience_changed = Signal()


@transaction.atomic
def set_audience(*, page: BasePage, audience: str) -> None:
    """Let `audience` read `page` from now on, published or not; pages below that would be wider follow it.

    Acts on the row at once, drafts and running reviews notwithstanding: a revision never carries rights.
    Raises ValidationError if `audience` is no token, or wider than the page above allows.
    """
    page._meta.get_field("audience").run_validators(audience)
    parent = parent_of(page)
    if parent and not is_within(audience, parent.audience):
        raise ValidationError(_("A page cannot have more readers than the page above it."))
    _write(page, audience)
    for below in _base_pages_below(page):
        if not is_within(below.audience, audience):
            _write(below, audience)


@transaction.atomic
def keep_within_parent(*, page: BasePage) -> None:
    """Give `page` the audience of the page above it if it has more readers than that; else change nothing."""
    parent = parent_of(page)
    if parent and not is_within(page.audience, parent.audience):
        set_audience(page=page, audience=parent.audience)


@transaction.atomic
def unpublish_below(*, page: BasePage) -> None:
    """Take every published page below `page` off the site: what it belongs to is gone."""
    for below in _base_pages_below(page):
        below.unpublish()


def parent_of(page: BasePage) -> BasePage | None:
    """The page above, if it has an audience of its own; shelves have none."""
    parent = page.get_parent()
    parent = parent.specific if parent else None
    return parent if isinstance(parent, BasePage) else None


def _write(page: BasePage, audience: str) -> None:
    type(page).objects.filter(pk=page.pk).update(audience=audience)
    page.audience = audience
    audience_changed.send(sender=type(page), page=page)


def _base_pages_below(page: BasePage) -> list[BasePage]:
    pages = Page.objects.descendant_of(page).order_by("path").specific()
    return [below for below in pages if isinstance(below, BasePage)]


def widened_children() -> list[tuple[BasePage, BasePage]]:
    """Every (parent, child) where the child may be read by more people than its parent: none, if all is well."""
    found = []
    pages = {page.path: page for page in Page.objects.specific() if isinstance(page, BasePage)}
    for path, child in pages.items():
        parent = pages.get(path[: -Page.steplen])
        if parent and not is_within(child.audience, parent.audience):
            found.append((parent, child))
    return found
