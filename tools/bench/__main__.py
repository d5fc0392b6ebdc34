"""`make bench`: real rows in a database of its own, ratios within one run, a table and ``bench.json``.

The embedded engine and a real Elasticsearch (ELASTICSEARCH_URL, else the one that `tools.services` brings up).
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.bench import report
from tools.services import ServicesError, servers

ROOT = Path(__file__).resolve().parent.parent.parent


def main() -> int:
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        addresses = servers.up()
        figures = [*measure("tantivy", folder, {}), *measure("elasticsearch", folder, addresses)]
    except (ServicesError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        servers.down()
        shutil.rmtree(folder, ignore_errors=True)
    report.write(figures, ROOT / "bench.json")
    print(report.table(figures))
    return 0 if all(figure.holds for figure in figures) else 1


def measure(name: str, folder: Path, addresses: dict[str, str]) -> list[report.Figure]:
    """The figures of one engine, from a process of its own: settings choose the engine when they are read."""
    out = folder / f"{name}.json"
    environment = {**os.environ, "VAR_DIR": str(folder / name), "DJANGO_SETTINGS_MODULE": "cms.settings.dev"}
    for variable in ("DATABASE_URL", "ELASTICSEARCH_URL"):
        environment.pop(variable, None)
    if name == "elasticsearch":
        environment |= {
            "ELASTICSEARCH_URL": addresses["ELASTICSEARCH_URL"],
            "ELASTICSEARCH_PREFIX": f"bench-{os.getpid()}",
            "ELASTICSEARCH_REPLICAS": "0",
        }
    subprocess.run([sys.executable, "-m", "tools.bench.one", str(out)], cwd=ROOT, env=environment, check=True)
    return report.read(out)


if __name__ == "__main__":
    sys.exit(main())
