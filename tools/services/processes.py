"""Servers as processes: a free port, a process id, and an end to exactly that process."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from tools.services import ServicesError


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def read_pid(file: Path) -> int | None:
    """The process id on the first line of `file`; None when there is none."""
    try:
        return int(file.read_text().split()[0])
    except (OSError, IndexError, ValueError):
        return None


def runs(pid: int) -> bool:
    """Is there such a process? One that has ended and that nobody has asked after does not run."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    except FileNotFoundError:
        return not Path("/proc/self").exists()


def is_ours(pid: int, folder: Path) -> bool:
    """Does `pid` run, and on `folder`? A process id is given to somebody else after its owner has ended."""
    if not runs(pid):
        return False
    try:
        command = Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        shown = subprocess.run(["ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True)
        command = shown.stdout
    return str(folder) in command


def stop(pid_file: Path, folder: Path, how: signal.Signals, seconds: float = 60) -> None:
    """End the process that `pid_file` names, if it runs on `folder`; wait until it has ended."""
    pid = read_pid(pid_file)
    if pid is None or not is_ours(pid, folder):
        return
    os.kill(pid, how)
    deadline = time.monotonic() + seconds
    while runs(pid):
        if time.monotonic() > deadline:
            raise ServicesError(f"Process {pid} on {folder} does not stop; end it with: kill -9 {pid}")
        time.sleep(0.1)
