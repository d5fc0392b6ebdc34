from datetime import timedelta

from django.core.management import call_command
from django.db import transaction

from .clock import every


@every(timedelta(minutes=1))
@transaction.atomic
def follow_the_schedule():
    """Publish what is to go live by now, and take off the site what has expired, with whatever is below it."""
    call_command("publish_scheduled")
