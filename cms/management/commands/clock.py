import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from cms.clock import run_due

PAUSE = 30


class Command(BaseCommand):
    help = "Run the jobs whose time has come; with --forever, look again every half minute."

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
