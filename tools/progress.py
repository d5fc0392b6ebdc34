"""Commands that take a while, run so that somebody who waits sees that something happens."""

import os
import subprocess
import time
from pathlib import Path

SHOW_EVERY = 4.0  # seconds between lines


def say(line: str) -> None:
    print(line, flush=True)


def last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason given"


def run(command: list, log: Path, environment: dict[str, str] | None = None, **options) -> int:
    """The exit code of `command`, whose output goes to `log`; every few seconds its last line is shown, if it changed.

    Interrupted, it ends the command before it raises KeyboardInterrupt. `environment` is added to ours;
    `options` are those of ``subprocess.Popen``.
    """
    began, shown = time.monotonic(), ""
    with open(log, "w") as output:
        running = subprocess.Popen(
            command,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            **options,
        )
        try:
            while running.poll() is None:
                try:
                    running.wait(SHOW_EVERY)
                except subprocess.TimeoutExpired:
                    line = last_line(log.read_text(errors="replace"))[:90]
                    if line != shown:
                        say(f"      {time.monotonic() - began:3.0f} s  {line}")
                        shown = line
        finally:
            if running.poll() is None:
                running.terminate()
                running.wait()
    return running.returncode
