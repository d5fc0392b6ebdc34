"""What must follow when pages are published, moved or taken off the site, or somebody signs in, by whatever door."""

from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, post_page_move

from .actions import audience_changed, keep_within_parent, unpublish_below
from .footer import forget_footer
from .models import AboutPage, BasePage
from .typed import leave_only_own


@receiver(page_published, dispatch_uid="keep_published_within_parent")
def keep_published_within_parent(instance, **kwargs):
    if isinstance(instance, BasePage):
        keep_within_parent(page=instance)


@receiver(post_page_move, dispatch_uid="keep_moved_within_parent")
def keep_moved_within_parent(instance, **kwargs):
    page = instance.specific
    if isinstance(page, BasePage):
        keep_within_parent(page=page)


@receiver(post_save, dispatch_uid="unpublish_what_is_below")
def unpublish_what_is_below(instance, raw=False, **kwargs):
    # On saving, not on Wagtail's signal: that comes when the page alone is already gone for good.
    if not isinstance(instance, Page) or raw or instance.live or not instance.numchild:
        return
    # What expires is saved as a bare page, whatever it is.
    page = instance.specific
    if isinstance(page, BasePage):
        unpublish_below(page=page)


@receiver(user_logged_in, dispatch_uid="keep_typed_from_others")
def keep_typed_from_others(request, user, **kwargs):
    leave_only_own(request, user)


for signal in (post_save, post_delete, audience_changed):
    signal.connect(forget_footer, sender=AboutPage, dispatch_uid="forget_footer")
