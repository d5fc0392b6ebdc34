"""Where the settings come from: the environment, and the folders of this clone."""

import re
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))


def required(**reasons: str) -> list[str]:
    """The values of the environment variables named; the site does not start before all of them are set."""
    values = {name: env.str(name, "").strip() for name in reasons}
    missing = [f"{name} ({reasons[name]})" for name, value in values.items() if not value]
    if missing:
        raise ImproperlyConfigured(f"Set in the environment: {', '.join(missing)}.")
    return list(values.values())


def address(name: str, value: str) -> str:
    """`value`, given by the environment variable `name`, as an address that paths can follow."""
    if not re.fullmatch(r"https?://[^\s/?#]+/*", value):
        raise ImproperlyConfigured(f"{name} is “{value}”: give it as https:// and a host, with no path after it.")
    return value.rstrip("/")
