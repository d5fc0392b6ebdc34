import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from cms.clock import run_due

# As short as the shortest interval of a job: what is not run within two of its intervals counts as overdue.
PAUSE = 10


class Command(BaseCommand):
    help = "Run the jobs whose time has come; with --forever, look again every ten seconds."

    def add_arguments(self, parser):
        parser.add_argument("--forever", action="store_true")

    def handle(self, *args, forever, **options):
        while True:
            for name in run_due():
                self.stdout.write(f"ran {name}")
            if not forever:
                return
            close_old_connections()
            time.sleep(PAUSE)
