"""What the machine must have: found, or installed on Debian as root, or asked for."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from tools import progress
from tools.services import ServicesError, places

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """The path of the browser: CHROMIUM, else the first known one on the path."""
    if named := os.environ.get("CHROMIUM"):
        return named if os.access(named, os.X_OK) else None
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def postgres_programs() -> Path | None:
    """The folder of initdb and pg_ctl, the newest version's; Debian keeps it off the path."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = versions[-1] if versions else shutil.which("initdb")
    return Path(found).parent if found else None


def java_home() -> Path | None:
    """The folder of a Java 17 or newer."""
    java = shutil.which("java")
    if not java:
        return None
    said = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    version = re.search(r'version "(\d+)', said)
    return Path(java).resolve().parent.parent if version and int(version[1]) >= 17 else None


# What may be missing: how it is found, and the Debian package that brings it.
NEEDS = {
    "Chromium": (chromium, "chromium"),
    "PostgreSQL": (postgres_programs, "postgresql"),
    "Java": (java_home, "openjdk-17-jre-headless"),
    "Maven": (lambda: shutil.which("mvn"), "maven"),
}


def ensure(*names: str) -> None:
    """Have each of NEEDS that `names` lists, or raise ServicesError."""
    missing = [name for name in names if not NEEDS[name][0]()]
    if not missing:
        return
    wanted = [NEEDS[name][1] for name in missing]
    command = f"apt-get install {' '.join(wanted)}"
    if not (places.is_root() and shutil.which("apt-get")):
        raise ServicesError(f"Missing here: {', '.join(missing)}. On Debian, as root: {command}")
    install(wanted)
    if still := [name for name in missing if not NEEDS[name][0]()]:
        raise ServicesError(f"Still missing after {command}: {', '.join(still)}.")


def install(wanted: list[str]) -> None:
    progress.say(f"Installing {' '.join(wanted)} …")
    log = places.data_root() / "apt.log"
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "--yes", "--no-install-recommends", *wanted]):
        command = ["apt-get", "-o", "Dpkg::Use-Pty=0", *step]
        if progress.run(command, log, quiet) != 0:
            why = progress.last_line(log.read_text(errors="replace"))
            raise ServicesError(f"apt-get {' '.join(step)} failed: {why} (all of it: {log})")
