"""Make ``.venv`` with the locked requirements; at once when it is there already.

Standard library only, since it runs before anything is installed. Every way to fail is one sentence
that says what to do, and the next start recovers: an environment that was cut off while it was made is
made afresh.
"""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tools import progress
from tools.progress import last_line, say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.txt"  # the folder, then one line per requirements file: its name and hash
PLACE = f"folder {VENV}"
UNFINISHED = VENV / "unfinished"  # exists while packages are being installed
LOG = VENV / "install.log"
LOCKS = {False: ["requirements.txt"], True: ["requirements.txt", "requirements-dev.txt"]}
# What pip and uv say when the index does not answer.
NO_NETWORK = re.compile(
    r"connection (error|refused|reset)|connectionerror|newconnectionerror|name resolution|dns error|"
    r"error sending request|failed to fetch|timed? ?out|unreachable|proxyerror",
    re.IGNORECASE,
)


class BootstrapError(Exception):
    """Why the environment cannot be made, as one sentence for the person at the keyboard."""


def main(arguments: list[str]) -> int:
    dev = "--dev" in arguments
    try:
        with open(ROOT / "requirements.txt") as held:
            # Two starts at the same moment would install over each other: the second waits.
            fcntl.flock(held, fcntl.LOCK_EX)
            prepare(dev)
    except BootstrapError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted; the same command starts again where it must.", file=sys.stderr)
        return 130
    return 0


def prepare(dev: bool) -> None:
    """Bring ``.venv`` to the state that the requirements files ask for; raises BootstrapError."""
    wanted = [PLACE, *(f"{name} {digest(ROOT / name)}" for name in LOCKS[dev])]
    whole = is_whole()
    if whole and set(wanted) <= set(STAMP.read_text().splitlines()):
        return
    if VENV.exists() and not whole:
        say("The folder .venv is half-made or was moved here; making it afresh.")
        shutil.rmtree(VENV)
    if not VENV.exists():
        make_environment()
    UNFINISHED.touch()
    try:
        install(LOCKS[dev][-1])
        STAMP.write_text("\n".join(wanted) + "\n")
    except BootstrapError:
        if STAMP.exists():
            # The installer gave up by itself, before it changed anything: what was there still works.
            UNFINISHED.unlink()
        raise
    UNFINISHED.unlink()


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def is_whole() -> bool:
    """Was ``.venv`` made here and to its end, and does its Python still run?"""
    if UNFINISHED.exists() or not (STAMP.exists() and PYTHON.exists()):
        return False
    # Installed scripts hold their folder's path, so a clone that was moved needs a new environment.
    if PLACE not in STAMP.read_text().splitlines():
        return False
    return subprocess.run([PYTHON, "-c", ""], capture_output=True).returncode == 0


def make_environment() -> None:
    version = ".".join(map(str, sys.version_info[:3]))
    say(f"[1/2] Making .venv with Python {version} …")
    uv = shutil.which("uv")
    command = [uv, "venv", "--quiet", "--python", sys.executable] if uv else [sys.executable, "-m", "venv"]
    made = subprocess.run([*command, VENV], capture_output=True, text=True)
    if made.returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if "ensurepip" in made.stdout + made.stderr or "No module named venv" in made.stderr:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        raise BootstrapError(
            f"Python {version} lacks the module venv, which makes environments; "
            f"install it (on Debian: apt-get install {package}) and run the same command again."
        )
    raise BootstrapError(f"The folder .venv could not be made: {last_line(made.stderr or made.stdout)}")


def install(lock: str) -> None:
    """Install exactly what `lock` names, hash by hash, with uv where it is, else with pip."""
    count = len(re.findall(r"^[\w.\[\]-]+==", (ROOT / lock).read_text(), re.MULTILINE))
    # pip may be set up for an index that uv knows nothing of, so it has the last word.
    for name, command in installers():
        say(f"[2/2] Installing {count} packages from {lock} with {name} …")
        began = time.monotonic()
        # The lock is complete: there is nothing to work out.
        command = [*command, "--no-deps", "--require-hashes", "-r", lock]
        if progress.run(command, LOG, {"PIP_RETRIES": os.environ.get("PIP_RETRIES", "2")}, cwd=ROOT) == 0:
            return say(f"      done in {time.monotonic() - began:.0f} s")
    said = LOG.read_text(errors="replace")
    if NO_NETWORK.search(said):
        raise BootstrapError(
            "The packages could not be downloaded because the package index does not answer: check the "
            "network (`pip config list` shows the settings), then run the same command again."
        )
    raise BootstrapError(f"The packages could not be installed: {last_line(said)} (all of it: {LOG})")


def installers():
    """Yield (name, start of its command) of each installer there is, the fastest first."""
    if uv := shutil.which("uv"):
        yield "uv", [uv, "pip", "install", "--python", str(PYTHON)]
    # An environment that uv made has no pip of its own.
    if not (VENV / "bin" / "pip").exists():
        subprocess.run([PYTHON, "-m", "ensurepip", "--default-pip"], capture_output=True)
    # Compiling everything takes longer than compiling, at the first start, what is used.
    yield "pip", [str(PYTHON), "-m", "pip", "install", "--no-input", "--no-compile", "--progress-bar", "off"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
