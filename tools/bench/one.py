"""`python -m tools.bench.one OUT`: set Django up, then measure."""

import sys
from pathlib import Path

import django

django.setup()

from tools.bench import measuring  # noqa: E402

if __name__ == "__main__":
    measuring.run(Path(sys.argv[1]))
