"""`python -m tools.drill.one NAME OUT`: set Django up, make a site, do the drill NAME, write what it found to OUT."""

import json
import logging
import sys
import time
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from search import indexing  # noqa: E402
from tools.drill import chaos, fuzz, outage, soak  # noqa: E402

DRILLS = {"fuzz": lambda: fuzz.run(5_000), "chaos": chaos.run, "outage": outage.run, "soak": soak.run}


def main(name: str, out: str) -> None:
    logging.disable(logging.ERROR)  # Outages and rubbish are what we make here; assertions tell what matters.
    call_command("migrate", verbosity=0, interactive=False)
    indexing.rebuild()
    call_command("demo", verbosity=0)
    began = time.monotonic()
    found = DRILLS[name]()
    Path(out).write_text(json.dumps({**found, "took": f"{time.monotonic() - began:.0f} s"}))


if __name__ == "__main__":
    main(*sys.argv[1:])
