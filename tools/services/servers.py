"""Both servers and the browser: brought up together, found again, brought down."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.services import ServicesError, docker, elasticsearch, packages, places, postgres

# The variable that names a server, and what starts and stops one.
SERVERS = {
    "postgres": ("DATABASE_URL", postgres),
    "elasticsearch": ("ELASTICSEARCH_URL", elasticsearch),
}


def addresses_file() -> Path:
    return places.data_root() / "addresses.json"


def given() -> dict[str, str]:
    """Those variables of SERVERS that name a server already, which is then used as it is."""
    return {variable: os.environ[variable] for variable, _ in SERVERS.values() if os.environ.get(variable)}


def needed() -> list[str]:
    return [name for name, (variable, _) in SERVERS.items() if variable not in given()]


def up() -> dict[str, str]:
    """Have both servers and a browser; their addresses by variable. Raises ServicesError."""
    down()
    ensure_packages()
    names = needed()
    try:
        started = docker.start(names) if names and docker.answers() else start(names)
    except BaseException:
        down()
        raise
    found = {**given(), **started, "CHROMIUM": packages.chromium()}
    file = addresses_file()
    file.touch(mode=0o600)
    file.write_text(json.dumps(found))
    return found


def ensure_packages() -> None:
    """Have what `up` will need from the machine; raises ServicesError."""
    local = [] if docker.answers() else needed()
    names = ["Chromium"]
    if "postgres" in local:
        names.append("PostgreSQL")
    if "elasticsearch" in local:
        names.append("Java")
        if not elasticsearch.distribution().exists():
            names.append("Maven")
    packages.ensure(*names)


def start(names: list[str]) -> dict[str, str]:
    """Start the servers of `names` at the same time; their addresses by variable."""
    root = places.data_root()
    with ThreadPoolExecutor() as pool:
        starts = {name: pool.submit(SERVERS[name][1].start, root / name) for name in names}
    return {SERVERS[name][0]: begun.result() for name, begun in starts.items()}


def down() -> None:
    """Stop what `up` started, whichever way; nothing running is no error."""
    for name, (_, server) in SERVERS.items():
        server.stop(places.data_root() / name)
    if docker.answers():
        docker.stop()
    addresses_file().unlink(missing_ok=True)


def addresses() -> dict[str, str]:
    """What `up` returned when it last ran; raises ServicesError when nothing is up."""
    try:
        return json.loads(addresses_file().read_text())
    except FileNotFoundError:
        raise ServicesError("No servers are up; start them with: make services-up") from None
