"""Where the settings come from: the environment, and the folders of this clone."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))


def required(name: str, why: str) -> str:
    """The value of the environment variable `name`; without it the site does not start."""
    value = env.str(name, "")
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}: {why}.")
    return value
