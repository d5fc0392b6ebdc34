"""The same servers through Docker Compose, where an engine answers."""

import os
import shutil
import subprocess

from tools.services import ServicesError, places, processes

FILE = places.ROOT / "tools" / "services" / "compose.yaml"


def answers() -> bool:
    """Is there a Docker engine that we may use, and Compose to use it with?"""
    if not shutil.which("docker"):
        return False
    probes = (["docker", "info"], ["docker", "compose", "version"])
    return all(subprocess.run(probe, capture_output=True).returncode == 0 for probe in probes)


def compose(*arguments: str, environment: dict[str, str]) -> None:
    project = f"behind-the-numbers-tests-{places.clone_key()}"
    command = ["docker", "compose", "--project-name", project, "--file", str(FILE), *arguments]
    if subprocess.run(command, env={**os.environ, **environment}).returncode != 0:
        raise ServicesError(f"Docker Compose failed; by hand: {' '.join(command)}")


def start(names: list[str]) -> dict[str, str]:
    """Start those of postgres and elasticsearch that `names` lists; their addresses by variable."""
    ports = {name: str(processes.free_port()) for name in ("postgres", "elasticsearch")}
    environment = {f"{name.upper()}_PORT": port for name, port in ports.items()}
    compose("up", "--detach", "--wait", *names, environment=environment)
    addresses = {
        "postgres": ("DATABASE_URL", f"postgres://tests:tests@127.0.0.1:{ports['postgres']}/postgres"),
        "elasticsearch": ("ELASTICSEARCH_URL", f"http://127.0.0.1:{ports['elasticsearch']}"),
    }
    return dict(addresses[name] for name in names)


def stop() -> None:
    compose("down", "--volumes", environment={"POSTGRES_PORT": "0", "ELASTICSEARCH_PORT": "0"})
