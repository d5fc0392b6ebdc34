"""Pages as content makes them: with a revision, with the dates of the file, without a log entry or a notice."""

from datetime import date, datetime, time

from django.utils import timezone
from wagtail.models import Page, Revision

from cms.models import BasePage


def noon(day: date) -> datetime:
    """The middle of `day`, so that it is the same day in every zone of the network."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def add_draft(page: BasePage, *, below: Page, saved: date | None = None, user=None) -> Revision:
    """Put `page`, unpublished, below `below`, with a first revision of that day (today by default)."""
    page.live, page.has_unpublished_changes = False, True
    below.add_child(instance=page)
    revision = page.save_revision(user=user, clean=False)
    if saved:
        _date(revision, page, saved)
    return revision


def add_published(page: BasePage, *, below: Page, first: date, last: date | None = None, user=None) -> None:
    """Put `page` below `below`, published on `first` and, if it was changed since then, again on `last`."""
    last = last or first
    page.first_published_at = noon(first)
    revision = add_draft(page, below=below, user=user)
    revision.publish(log_action=False)
    # Publishing is dated now, which only the row can correct afterwards.
    type(page).objects.filter(pk=page.pk).update(last_published_at=noon(last))
    _date(revision, page, last)


def _date(revision: Revision, page: BasePage, day: date) -> None:
    Revision.objects.filter(pk=revision.pk).update(created_at=noon(day))
    type(page).objects.filter(pk=page.pk).update(latest_revision_created_at=noon(day))
