"""The quick checks, without servers: ``make check``. Each prints one line; what one says when it fails follows."""

import os
import re
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tools.progress import say
from tools.untranslated import bare_words

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
# Where packages come from is the business of the machine's own settings, never of a file in here.
PACKAGE_INDEX = re.compile(
    r"\b(pypi\.org|pythonhosted\.org|npmjs\.(org|com)|repo1?\.maven(\.apache)?\.org|deb\.debian\.org"
    r"|proxy\.golang\.org|crates\.io)\b|--(extra-)?index-url[ =]\S|--find-links[ =]\S"
)


@dataclass(frozen=True)
class Outcome:
    """`said` is empty when all is well."""

    name: str
    said: str
    seconds: float


def files(*endings: str) -> list[Path]:
    """The project's files, committed or not yet, that end in one of `endings` (all, without any)."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    return [path for name in listed if name.endswith(endings or "") and (path := ROOT / name).is_file()]


def command(*words: object, environment: dict[str, str] | None = None) -> str:
    """What the command said; nothing when it succeeded."""
    done = subprocess.run(
        words,
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return "" if done.returncode == 0 else done.stdout or f"exit code {done.returncode}"


def manage(*words: str, settings: str) -> str:
    """A management command under `settings`, with made-up values for what production must be told."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "DJANGO_SETTINGS_MODULE": settings,
            "SECRET_KEY": secrets.token_urlsafe(60),
            "SITE_URL": "https://numbers.example.org",
            "ALLOWED_HOSTS": "numbers.example.org",
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "VAR_DIR": folder,
        }
        return command(BIN / "python", "-W", "ignore", "manage.py", *words, environment=environment)


def template_format() -> str:
    return command(BIN / "djade", "--target-version", "5.2", "--check", *files(".html"))


def translations() -> str:
    # Pages for developers are in English only.
    shown = (path for path in files(".html") if path.parent != ROOT / "templates" / "dev")
    found = ((path, bare_words(path.read_text())) for path in shown)
    return "\n".join(
        f"{path.relative_to(ROOT)}:{line}: not marked for translation: {words}"
        for path, bare in found
        for line, words in bare
    )


def package_indexes() -> str:
    found = []
    for path in files():
        # Bytes that are no text cannot name a host that anybody would follow.
        for number, line in enumerate(path.read_text(errors="ignore").splitlines(), 1):
            if path != Path(__file__) and PACKAGE_INDEX.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: names a package index: {line.strip()[:80]}")
    return "\n".join(found)


CHECKS: dict[str, Callable[[], str]] = {
    "settings": lambda: manage("check", "--deploy", "--fail-level", "WARNING", settings="cms.settings.base"),
    "migrations": lambda: manage("makemigrations", "--check", "--dry-run", settings="cms.settings.dev"),
    "format": lambda: command(BIN / "ruff", "format", "--check", "--quiet", "."),
    "lint": lambda: command(BIN / "ruff", "check", "--quiet", "."),
    "contracts": lambda: command(BIN / "lint-imports", "--no-cache", "--no-logo"),
    "template format": template_format,
    "template lint": lambda: command(BIN / "djlint", "--lint", "--quiet", *files(".html")),
    "translations": translations,
    "package indexes": package_indexes,
}


def perform(name: str) -> Outcome:
    began = time.monotonic()
    said = CHECKS[name]()
    return Outcome(name, said, time.monotonic() - began)


def run_checks() -> list[Outcome]:
    """Run all, two at a time, and print each as it ends."""
    outcomes = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for outcome in pool.map(perform, CHECKS):
            say(f"{'FAIL' if outcome.said else 'ok  '}  {outcome.name:<16} {outcome.seconds:5.1f} s")
            if outcome.said:
                say(outcome.said.rstrip())
            outcomes.append(outcome)
    return outcomes


def main() -> int:
    began = time.monotonic()
    failed = [outcome.name for outcome in run_checks() if outcome.said]
    say(f"{len(CHECKS) - len(failed)} checks passed, {len(failed)} failed, {time.monotonic() - began:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
