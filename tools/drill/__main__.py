"""`make drill`: what is slow and run by hand before a release. The dated result goes to docs/drills/."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from tools.services import ServicesError, servers

ROOT = Path(__file__).resolve().parent.parent.parent
DRILLS = (
    ("fuzz", "tantivy"),
    ("chaos", "tantivy"),
    ("chaos", "elasticsearch"),
    ("outage", "elasticsearch"),
    ("soak", "tantivy"),
)


def main(wanted: list[str]) -> int:
    """Run the drills named, or all; return 1 if one failed."""
    folder = Path(tempfile.mkdtemp(prefix="drill-"))
    lines, failed = [], False
    try:
        addresses = servers.up()
        for name, engine in DRILLS:
            if wanted and name not in wanted:
                continue
            found = drill(name, engine, folder, addresses)
            failed |= "failed" in found
            lines.append(f"| {name} | {engine} | {', '.join(f'{key}: {value}' for key, value in found.items())} |")
            print(lines[-1], flush=True)
    except ServicesError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        servers.down()
        shutil.rmtree(folder, ignore_errors=True)
    report(lines)
    return int(failed)


def drill(name: str, engine: str, folder: Path, addresses: dict[str, str]) -> dict[str, object]:
    """What the drill found, or how it failed; in a process, database and index of its own."""
    place, out = folder / f"{name}-{engine}", folder / f"{name}-{engine}.json"
    environment = {**os.environ, "VAR_DIR": str(place), "DJANGO_SETTINGS_MODULE": "cms.settings.dev"}
    environment |= {"ALLOWED_HOSTS": "127.0.0.1,testserver"}
    for variable in ("DATABASE_URL", "ELASTICSEARCH_URL"):
        environment.pop(variable, None)
    if engine == "elasticsearch":
        environment |= {
            "ELASTICSEARCH_URL": addresses["ELASTICSEARCH_URL"],
            "ELASTICSEARCH_PREFIX": f"drill-{name}-{os.getpid()}",
            "ELASTICSEARCH_REPLICAS": "0",
        }
    command = [sys.executable, "-m", "tools.drill.one", name, str(out)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        print(done.stderr, file=sys.stderr)
        return {"failed": done.stderr.strip().splitlines()[-1] if done.stderr.strip() else done.returncode}
    return json.loads(out.read_text())


def report(lines: list[str]) -> None:
    head = [f"# Drill of {date.today().isoformat()}", "", "| drill | engine | found |", "|---|---|---|"]
    file = ROOT / "docs" / "drills" / f"{date.today().isoformat()}.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join([*head, *lines]) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
