"""One engine's whole run, in a fresh database: rows, pages, search."""

import logging
import random
from pathlib import Path

from django.core.management import call_command
from django.test import Client

from search import indexing
from search.engines import engine

from . import directory, finding, pages, report, rows

WAITS = {"tantivy": 150.0, "elasticsearch": 1_500.0}  # ms from publishing to finding


def run(out: Path) -> None:
    """Measure what the settings name and write the figures to `out`."""
    logging.disable(logging.INFO)
    dice = random.Random(7)
    call_command("migrate", verbosity=0, interactive=False)
    indexing.rebuild()  # An empty index that serves, so that what is loaded now has somewhere to go.
    call_command("demo", verbosity=0)
    authors = rows.people(dice)
    rows.lessons(finding.SMALL, authors, dice)
    indexing.rebuild()
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(authors[0])
    path = pages.bare_page()
    figures = []
    if engine().name == "tantivy":
        figures += pages.measure(path)
        figures += directory.measure(client, pages.fetch, path, dice)
    figures += finding.measure(authors, dice, lambda: pages.fetch(client, path), WAITS[engine().name])
    report.write(figures, out)
