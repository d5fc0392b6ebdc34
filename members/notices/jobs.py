from datetime import timedelta

from generic_notifications.digest import send_notification_digests

from cms.clock import every

from .types import WeeklyFrequency


@every(timedelta(days=7))
def weekly_digest():
    """One mail to each who wants one a week and has something unread; what was sent is not sent again."""
    send_notification_digests(WeeklyFrequency)
