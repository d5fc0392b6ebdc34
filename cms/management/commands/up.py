"""The whole site in one process, for one's own machine: what `make run` starts."""

import errno
import os
import signal
import socket
import threading
import time
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.management.commands import migrate
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, close_old_connections, connection
from django.db.migrations.executor import MigrationExecutor

from cms.clock import run_due
from cms.content import DEMO_PASSWORD
from cms.setup import setup

HOST = "127.0.0.1"
FIRST_PORT = 8000
CLOCK_SECONDS = 15
TELL_SECONDS = 4

WELCOME = """
Sign in as one of three invented people (password: {password})
  member@demo.example.org   a data manager: writes lessons and sees what became of them
  staff@demo.example.org    network staff: reviews lessons, answers people who ask to join
  admin@demo.example.org    an administrator: all of that, and {url}/admin/
Five things to try
  1. Search two words in a hurry:      {url}/search/?q=chronic+absence
  2. Follow a lesson's family tree:    {url}/lessons/the-friday-tally/
  3. Write a lesson and submit it:     {url}/lessons/new/
  4. As staff, approve or return it:   {url}/desk/
  5. Read the mail that went out:      {url}/dev/mail/
Stop with Ctrl-C. `make reset` starts over.
"""


class QuietHandler(WSGIRequestHandler):
    """Prints what went wrong, not every request."""

    def log_message(self, format, *args):
        if len(args) > 1 and str(args[1]).startswith("5"):
            super().log_message(format, *args)


class Command(BaseCommand):
    help = "Migrate, load content into an empty database, build the index, run the clock, and serve: in one process."
    requires_system_checks = []

    def handle(self, *args, **options):
        if settings.SETTINGS_MODULE == "cms.settings.base":
            raise CommandError("`up` is for one's own machine. To deploy, see docs/operations.md.")
        server = self.bind()
        url = f"http://{HOST}:{server.server_port}"
        settings.SITE_URL = settings.WAGTAILADMIN_BASE_URL = url
        settings.CSRF_TRUSTED_ORIGINS = [url]
        self.prepare()
        threading.Thread(target=tick_forever, daemon=True).start()
        server.set_app(get_wsgi_application())
        self.stdout.write(f"Ready: {url}")
        self.stdout.write(WELCOME.format(password=DEMO_PASSWORD, url=url))
        self.stdout.flush()
        try:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            server.serve_forever()
        except KeyboardInterrupt:
            self.stdout.write("Stopped. Everything is kept in var/.")
        finally:
            server.server_close()

    def bind(self) -> ThreadedWSGIServer:
        """A server on PORT, or on 8000 or the next free port. Raises CommandError with one sentence."""
        asked = os.environ.get("PORT", "")
        if asked and not (asked.isascii() and asked.isdecimal() and 0 < int(asked) < 65536):
            raise CommandError(f"PORT is “{asked}”, which is no port: give a number from 1 to 65535.")
        ports = [int(asked)] if asked else range(FIRST_PORT, FIRST_PORT + 100)
        for port in ports:
            try:
                with socket.create_connection((HOST, port), timeout=0.2):
                    continue  # Somebody answers there.
            except OSError:
                pass
            try:
                server = ThreadedWSGIServer((HOST, port), QuietHandler)
            except OSError as error:
                if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                    raise
                continue
            server.daemon_threads = True
            if port != ports[0]:
                self.stdout.write(f"Port {ports[0]} is taken; using {port}.")
            return server
        if asked:
            raise CommandError(f"Port {asked} is taken or not allowed: stop what runs there, or choose another PORT.")
        raise CommandError(f"No free port from {FIRST_PORT} on: set PORT to one that is free.")

    def prepare(self) -> None:
        try:
            executor = MigrationExecutor(connection)
            pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
        except DatabaseError as error:
            raise CommandError(f"The database cannot be read ({error}). `make reset` starts over.") from error
        if pending:
            with self.step("Preparing the database (a minute or two, once)"):
                call_command(TellingMigrate(len(pending), self.stdout), interactive=False, verbosity=0)
        else:
            setup()  # The port may be another than last time.
        # The index first, so that the content finds it there.
        with self.step("Looking after the search index"):
            call_command("search", "rebuild", "--if-needed", verbosity=0)
        if not get_user_model().objects.exists():
            with self.step("Loading starter and demo content"):
                call_command("demo", verbosity=0)

    @contextmanager
    def step(self, name: str):
        self.stdout.write(f"{name} …", ending="")
        self.stdout.flush()
        began = time.monotonic()
        yield
        self.stdout.write(f" {time.monotonic() - began:.0f} s")


class TellingMigrate(migrate.Command):
    """Migrates as Django does, and says every few seconds how many of so many migrations are done."""

    def __init__(self, number: int, out):
        super().__init__()
        self.number, self.out = number, out
        self.done, self.told = 0, time.monotonic()

    def migration_progress_callback(self, action, migration=None, fake=False):
        self.done += action == "apply_success"
        if action == "apply_success" and time.monotonic() - self.told >= TELL_SECONDS:
            self.told = time.monotonic()
            self.out.write(f"\n      {self.done} of {self.number} migrations", ending="")
            self.out.flush()


def tick_forever() -> None:
    """Run the clock's jobs, the draining of the outbox among them, until the process ends."""
    while True:
        run_due()
        close_old_connections()
        time.sleep(CLOCK_SECONDS)
