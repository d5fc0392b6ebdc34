"""The folder of the embedded engine: indexes side by side, two pointer files, one lock.

``CURRENT`` names the index that serves, ``BUILD`` the one being built, if any. Both are renamed into
place, so a reader sees the old name or the new one. Writers of all processes take turns at ``lock``.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

CURRENT, BUILD = "CURRENT", "BUILD"
_STAMP = "%Y%m%d%H%M%S%f"


class Shelf:
    def __init__(self, path: Path):
        self.path = path

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Wait for the turn to write. A process that dies gives its turn up."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def named(self, pointer: str) -> str:
        """The name that `pointer` holds, "" when there is none."""
        try:
            return (self.path / pointer).read_text()
        except FileNotFoundError:
            return ""

    def point(self, pointer: str, name: str) -> None:
        fresh = self.path / f"{pointer}.new"
        with fresh.open("w") as file:
            file.write(name)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.path / pointer)

    def unpoint(self, pointer: str) -> None:
        (self.path / pointer).unlink(missing_ok=True)

    def new(self, schema: str) -> str:
        """Make an empty folder for an index of this schema and return its name."""
        name = f"{schema}-{datetime.now(UTC):{_STAMP}}"
        (self.path / name).mkdir(parents=True)
        return name

    def remove(self, name: str) -> None:
        shutil.rmtree(self.path / name, ignore_errors=True)

    def keep_only(self, *names: str) -> None:
        """Remove every index but these."""
        for folder in self.path.iterdir():
            if folder.is_dir() and folder.name not in names:
                self.remove(folder.name)

    @staticmethod
    def schema_of(name: str) -> str:
        return name.partition("-")[0]

    @staticmethod
    def made_at(name: str) -> datetime | None:
        try:
            return datetime.strptime(name.partition("-")[2], _STAMP).replace(tzinfo=UTC)
        except ValueError:
            return None
