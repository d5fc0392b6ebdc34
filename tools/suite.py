"""Everything, on real servers: ``make test``.

The whole suite on SQLite and the embedded engine, all but the browser's tests again on PostgreSQL, and
what concerns Elasticsearch on a real one. A leg that fails does not keep the next from running, and
nothing is skipped: a test that did not run counts as failed.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

from tools import check
from tools.progress import say
from tools.services import ServicesError, packages, servers

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "suite"
COVERED = 95  # percent of our lines
LEG_LIMIT = 40 * 60  # seconds, on a slow machine
PLAIN = "not browser and not elasticsearch"
PARALLEL = ["-n", "2"]


@dataclass(frozen=True)
class Leg:
    """One run of pytest; `server` is the variable of the server that it needs beside the tests' own."""

    name: str
    options: list[str]
    server: str = ""
    is_measured: bool = True


LEGS = [
    Leg("SQLite, tantivy", [*PARALLEL, "-m", PLAIN]),
    # Two browsers and their servers would wait for each other on two cores.
    Leg("browser", ["-m", "browser and not elasticsearch"]),
    # The same tests as the first, whose lines are counted already; counting makes everything slower.
    Leg("PostgreSQL", [*PARALLEL, "-m", PLAIN], server="DATABASE_URL", is_measured=False),
    Leg("Elasticsearch", ["-m", "elasticsearch"], server="ELASTICSEARCH_URL"),
]


@dataclass
class Result:
    name: str
    passed: int = 0
    failed: int = 0
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0


def main() -> int:
    for stop in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, lambda *_: sys.exit(143))
    os.umask(0o022)
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir(parents=True)
    try:
        results = run_all()
    except KeyboardInterrupt:
        say("Interrupted.")
        return 130
    return summarize(results)


def run_all() -> list[Result]:
    """Run every leg, with the servers coming up while those run that do not need them."""
    starting = None
    try:
        results = [timed("packages", ensure_packages)]
        starting = start_servers()
        results.append(timed("checks", run_checks))
        results += [timed(leg.name, run_leg, leg, {}) for leg in LEGS if not leg.server]
        addresses = wait_for_servers(starting)
        results += [timed(leg.name, run_leg, leg, addresses) for leg in LEGS if leg.server]
        results.append(timed("coverage", measure_coverage))
        return results
    finally:
        if starting and starting.poll() is None:
            starting.terminate()
            starting.wait()
        servers.down()


def timed(name: str, work, *arguments) -> Result:
    say(f"\n== {name}")
    result, began = Result(name), time.monotonic()
    work(result, *arguments)
    result.seconds = time.monotonic() - began
    return result


def ensure_packages(result: Result) -> None:
    """Before anything else, since two runs of apt-get would refuse each other."""
    try:
        servers.ensure_packages()
    except ServicesError as error:
        result.failed, result.notes = 1, [str(error)]
        say(str(error))
    else:
        result.notes = [packages.chromium()]


def run_checks(result: Result) -> None:
    outcomes = check.run_checks()
    result.failed = sum(1 for outcome in outcomes if outcome.said)
    result.passed = len(outcomes) - result.failed


def start_servers() -> subprocess.Popen:
    with open(BUILD / "servers.log", "w") as log:
        command = [sys.executable, "-m", "tools.services", "up"]
        return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)


def wait_for_servers(starting: subprocess.Popen) -> dict[str, str]:
    """The servers' addresses by variable; none when they did not come up."""
    if starting.poll() is None:
        say("\nWaiting for PostgreSQL and Elasticsearch …")
    if starting.wait() == 0:
        return servers.addresses()
    say((BUILD / "servers.log").read_text().rstrip())
    return {}


def run_leg(result: Result, leg: Leg, addresses: dict[str, str]) -> None:
    if leg.server and leg.server not in addresses:
        result.failed, result.notes = 1, ["its server did not come up, see above"]
        return
    report = BUILD / f"{leg.name.split(',')[0].lower()}.xml"
    measured = ["-m", "coverage", "run"] if leg.is_measured else []
    words = [*measured, "-m", "pytest", f"--junitxml={report}", *leg.options]
    try:
        code = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=environment(leg, addresses),
            stdin=subprocess.DEVNULL,
            timeout=LEG_LIMIT,
        ).returncode
    except subprocess.TimeoutExpired:
        code = 1
        result.notes.append(f"stopped after {LEG_LIMIT // 60} minutes")
    count(result, report, code)


def environment(leg: Leg, addresses: dict[str, str]) -> dict[str, str]:
    """Ours, with no server but the one that the leg is about."""
    own = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "ELASTICSEARCH_URL")}
    own |= {"COVERAGE_FILE": str(BUILD / ".coverage"), "DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
    own["CHROMIUM"] = packages.chromium() or ""
    if sys.version_info >= (3, 12):
        # A fifth of the time that its tracer takes; older Pythons have nothing like it.
        own["COVERAGE_CORE"] = "sysmon"
    if leg.server:
        own[leg.server] = addresses[leg.server]
    return own


def count(result: Result, report: Path, code: int) -> None:
    """Read pytest's own report into `result`; one that ended badly without a failure counts as one."""
    if report.exists():
        tests = failed = skipped = 0
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):
            tests += int(suite.get("tests", 0))
            skipped += int(suite.get("skipped", 0))
            failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        result.failed = failed + skipped
        result.passed = max(0, tests - result.failed)
        if skipped:
            result.notes.append(f"{skipped} skipped")
    if code != 0 and not result.failed:
        result.failed = 1
        result.notes.append(f"pytest ended with exit code {code}")


def measure_coverage(result: Result) -> None:
    own = {**os.environ, "COVERAGE_FILE": str(BUILD / ".coverage")}
    for words in (["combine", "--quiet"], ["report", f"--fail-under={COVERED}"]):
        if subprocess.run([sys.executable, "-m", "coverage", *words], cwd=ROOT, env=own).returncode != 0:
            result.failed, result.notes = 1, [f"less than {COVERED} % of our lines, or not measured"]
            return
    result.passed = 1


def summarize(results: list[Result]) -> int:
    """Print the table of legs and, last, the sum in one plain line; the exit code."""
    say(f"\n{'leg':<18}{'passed':>8}{'failed':>8}{'seconds':>9}")
    for result in results:
        notes = "; ".join(result.notes)
        say(f"{result.name:<18}{result.passed:>8}{result.failed:>8}{result.seconds:>9.0f}  {notes}".rstrip())
    passed, failed = (sum(getattr(result, what) for result in results) for what in ("passed", "failed"))
    say(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
