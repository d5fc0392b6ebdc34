from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from generic_notifications.digest import send_notification_digests

from cms.clock import every

from .types import WeeklyFrequency


@every(timedelta(days=7))
def weekly_digest():
    """One mail to each who wants one a week and has something unread; what was sent is not sent again."""
    send_notification_digests(WeeklyFrequency)


@every(timedelta(hours=6))
def forget_sent_mail():
    """The table of tasks keeps addresses and texts of mail that was sent: for a day, and no longer."""
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - timedelta(days=1)).delete()
