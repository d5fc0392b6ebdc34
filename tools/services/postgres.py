"""A PostgreSQL cluster of this clone's own, made empty at every start."""

import secrets
import shutil
import signal
import subprocess
from pathlib import Path

from tools.services import ServicesError, packages, places, processes

USER = "postgres"
# Nothing in it has to survive a crash, so nothing waits for the disk.
SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
port = {port}
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 100
"""


def start(folder: Path) -> str:
    """Start on `folder` and return the DATABASE_URL; raises ServicesError."""
    data, password_file = folder / "data", folder / "password"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o755)
    # Anybody on this machine can reach the port, so there is a password, new every time.
    password, port = secrets.token_urlsafe(24), processes.free_port()
    password_file.touch(mode=0o600)
    password_file.write_text(password)
    if places.is_root():
        shutil.chown(folder, USER)
        shutil.chown(password_file, USER)
    run("initdb", folder, "-D", data, "-U", "tests", "--pwfile", password_file, *INITDB)
    with open(data / "postgresql.conf", "a") as settings:
        settings.write(SETTINGS.format(port=port))
    run("pg_ctl", folder, "start", "-D", data, "-w", "-t", "60", "-l", folder / "server.log", "-s")
    return f"postgres://tests:{password}@127.0.0.1:{port}/postgres"


INITDB = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]


def run(program: str, folder: Path, *arguments) -> None:
    command = [packages.postgres_programs() / program, *arguments]
    # The output goes to a file: a server that inherited a pipe would hold it open for ever.
    with open(folder / "start.log", "a") as log:
        done = subprocess.run(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **places.run_as(USER)
        )
    if done.returncode != 0:
        raise ServicesError(f"PostgreSQL does not start: see {folder / 'start.log'} and {folder / 'server.log'}")


def stop(folder: Path) -> None:
    """Stop at once; sessions that are still open are cut off."""
    processes.stop(folder / "data" / "postmaster.pid", folder / "data", signal.SIGINT)
    shutil.rmtree(folder / "data", ignore_errors=True)
