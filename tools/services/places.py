"""Where servers keep their data, and as whom they run."""

import hashlib
import os
import tempfile
from pathlib import Path

from tools.services import ServicesError

ROOT = Path(__file__).resolve().parent.parent.parent


def is_root() -> bool:
    return os.geteuid() == 0


def clone_key(clone: Path = ROOT) -> str:
    """A short name for this clone, the same at every start."""
    return hashlib.sha256(str(clone).encode()).hexdigest()[:10]


def data_root(clone: Path = ROOT) -> Path:
    """The folder of the servers' data, made if missing.

    As root the servers run as users of their own, who may be unable to enter the clone (``/root`` is
    closed to others); then the data lie in the system's temporary directory.
    """
    if is_root() and not everyone_can_enter(clone):
        folder = Path(tempfile.gettempdir()) / f"behind-the-numbers-{clone_key(clone)}"
    else:
        folder = clone / ".services"
    folder.mkdir(mode=0o755, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise ServicesError(f"{folder} belongs to somebody else; remove it and run the same command again.")
    return folder


def everyone_can_enter(folder: Path) -> bool:
    return all(parent.stat().st_mode & 0o001 for parent in (folder, *folder.parents))


def cache_root() -> Path:
    """The folder, shared by all clones on this machine, of what took long to download; made if missing."""
    if is_root():
        folder = Path("/var/cache/behind-the-numbers")
    else:
        cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        folder = Path(cache) / "behind-the-numbers"
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    return folder


def run_as(user: str) -> dict[str, object]:
    """Options of subprocess that run a command as `user` where we are root, which servers refuse to be."""
    return {"user": user, "group": user, "extra_groups": []} if is_root() else {}
