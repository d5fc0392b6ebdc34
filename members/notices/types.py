"""The kinds of notice that the site tells. A room declares its own in its notices.py, below `SiteNotice`."""

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django_tasks import task
from generic_notifications.channels import EmailChannel, WebsiteChannel
from generic_notifications.frequencies import BaseFrequency, DailyFrequency, RealtimeFrequency
from generic_notifications.registry import registry
from generic_notifications.types import NotificationType, SystemMessage

from cms.audiences import viewer_for

from .naming import worded
from .querysets import still_for

SITE, MAIL = WebsiteChannel.key, EmailChannel.key


class SiteNotice(NotificationType):
    """A kind of notice: `key`, and a `name` that finishes the sentence “Tell me when …”."""

    default_frequency = RealtimeFrequency
    required_channels = [WebsiteChannel]

    @classmethod
    def can_reach(cls, user) -> bool:
        """Whether `user` may ever be told so, and chooses how mail about it comes."""
        return True

    @classmethod
    def things(cls, user) -> QuerySet | None:
        """What such a notice may be about for `user`, besides all that they may read: a draft that they write."""
        return None


class WeeklyFrequency(BaseFrequency):
    key = "weekly"
    name = _("Once a week")
    is_realtime = False
    description = _("All that is unread, in one mail a week")


class MailChannel(EmailChannel):
    """Mail in our words, and only while the site sends mail about notices at all."""

    name = _("Mail")

    @classmethod
    def should_send(cls, notification):
        return settings.NOTICES_BY_MAIL and notification.recipient.is_active and super().should_send(notification)

    def send_now(self, notification):
        text = render_to_string("notices/mail/notice.txt", self._context(notification.recipient, [notification]))
        self.send_email(notification.recipient.email, notification.headline, text)
        notification.mark_sent_on_channel(MailChannel)

    def send_digest(self, notifications, frequency):
        every = list(notifications.select_related("recipient"))
        person = every[0].recipient
        waiting = list(still_for(person, viewer_for(person), notifications))
        if waiting and self.should_send(waiting[0]):
            text = render_to_string("notices/mail/digest.txt", self._context(person, waiting))
            self.send_email(person.email, str(_("Your week at Behind the Numbers")), text)
        for notification in every:
            notification.mark_sent_on_channel(MailChannel)

    def send_email(self, recipient, subject, text_message, html_message=None):
        send_letter.enqueue(to=recipient, subject=subject, text=text_message)

    def _context(self, person, notifications):
        notices = worded(notifications, viewer_for(person))
        return {"person": person, "notifications": notices, "site_url": settings.SITE_URL}


@task()
def send_letter(*, to: str, subject: str, text: str) -> None:
    send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [to])


def register_ours() -> None:
    """Put our channel and our pace in the place of the library's own."""
    registry.register_channel(MailChannel, force=True)
    registry.register_frequency(WeeklyFrequency)
    registry.unregister_frequency(DailyFrequency)
    registry.unregister_type(SystemMessage)
