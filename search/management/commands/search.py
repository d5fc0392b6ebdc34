from django.core.management.base import BaseCommand, CommandError
from django.utils.timesince import timesince

from search import indexing
from search.engines import engine
from search.engines.base import BuildLostError, SearchUnavailableError
from search.status import standing


class Command(BaseCommand):
    help = "Look after the search index: rebuild it, verify it, say how it stands, or drain what waits for it."

    def add_arguments(self, parser):
        doing = parser.add_subparsers(dest="doing", required=True)
        rebuild = doing.add_parser("rebuild", help="build a new index beside the serving one and let it serve")
        rebuild.add_argument("--if-needed", action="store_true", help="only if there is no index that can serve")
        doing.add_parser("verify", help="compare the index with the database and repair what differs")
        doing.add_parser("status", help="say how the engine stands and what waits for it")
        doing.add_parser("drain", help="tell the index of the changes that are due")

    def handle(self, *args, doing, **options):
        self.is_quiet = options["verbosity"] == 0
        try:
            getattr(self, doing)(**options)
        except BuildLostError as error:
            raise CommandError("Another rebuild has begun; this one was given up.") from error
        except SearchUnavailableError as error:
            raise CommandError(
                f"The search engine cannot answer: {error} Nothing is lost: changes wait until it is back."
            ) from error

    def rebuild(self, if_needed, **options):
        if if_needed and engine().status().state == "ready":
            taken = indexing.drain()
            self.say(f"The index can serve; {taken} waiting changes taken.")
            return
        record = indexing.rebuild(self.report)
        took = (record.finished - record.started).total_seconds()
        self.say(f"Rebuilt: {record.documents} documents in {took:.1f} s, {record.repaired} repaired.")

    def verify(self, **options):
        indexing.drain()
        repaired = indexing.verify(report=self.report)
        self.say(f"Verified: {repaired} things differed from the database and were repaired.")

    def status(self, **options):
        now = standing()
        self.stdout.write(f"engine       {now.engine.engine}, {now.engine.state} {now.engine.detail}".rstrip())
        self.stdout.write(f"index        {now.engine.index or 'none'}, {now.engine.documents} documents")
        if now.engine.building:
            self.stdout.write(f"building     {now.engine.building}")
        since = f", the oldest for {timesince(now.oldest)}" if now.oldest else ""
        self.stdout.write(f"waiting      {now.waiting} changes{since}; {now.failed} have failed before")
        last = now.last_rebuild
        self.stdout.write(f"last rebuild {self.told(last) if last else 'never'}")

    @staticmethod
    def told(rebuild) -> str:
        if rebuild.error:
            return f"{rebuild.started:%Y-%m-%d %H:%M} UTC, failed: {rebuild.error}"
        if not rebuild.finished:
            return f"{rebuild.started:%Y-%m-%d %H:%M} UTC, not finished"
        return f"{rebuild.finished:%Y-%m-%d %H:%M} UTC, {rebuild.documents} documents"

    def drain(self, **options):
        self.say(f"{indexing.drain()} changes taken.")

    def report(self, kind: str, done: int, of: int) -> None:
        self.say(f"{kind:<12} {done} of {of}")

    def say(self, line: str) -> None:
        if not self.is_quiet:
            self.stdout.write(line)
            self.stdout.flush()
