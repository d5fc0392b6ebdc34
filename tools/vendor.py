"""Checks what others wrote and we serve: every file under `static/vendor/` and `static/fonts/` by its hash.

python tools/vendor.py check     compare with static/vendor/hashes.txt
python tools/vendor.py write     write that list anew, after looking at what changed
"""

import hashlib
import sys
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"
FOREIGN = ("vendor", "fonts", "icons.svg", "icons-LICENSE.txt")
LIST = "vendor/hashes.txt"


def foreign_files(static: Path) -> list[Path]:
    """The vendored files below `static`, in the order of their names."""
    places = [static / name for name in FOREIGN]
    files = [file for place in places for file in ([place] if place.is_file() else place.rglob("*")) if file.is_file()]
    return sorted(file for file in files if file != static / LIST)


def hashes(static: Path) -> dict[str, str]:
    """The SHA-256 of each vendored file by its path below `static`."""
    return {
        file.relative_to(static).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in foreign_files(static)
    }


def listed(static: Path) -> dict[str, str]:
    """What `hashes.txt` says: lines of a hash, two spaces and a path, as sha256sum writes them."""
    lines = (static / LIST).read_text(encoding="utf-8").splitlines()
    return {path: digest for digest, _, path in (line.partition("  ") for line in lines)}


def problems(static: Path = STATIC) -> list[str]:
    """One sentence for each file that is not as listed."""
    found, wanted = hashes(static), listed(static)
    return [
        *(f"{path} is listed and missing." for path in sorted(wanted.keys() - found.keys())),
        *(f"{path} is not listed." for path in sorted(found.keys() - wanted.keys())),
        *(f"{path} has changed." for path in sorted(wanted.keys() & found.keys()) if wanted[path] != found[path]),
    ]


def write(static: Path = STATIC) -> None:
    lines = [f"{digest}  {path}\n" for path, digest in hashes(static).items()]
    (static / LIST).write_text("".join(lines), encoding="utf-8")


def main(arguments: list[str]) -> int:
    if arguments == ["write"]:
        write()
        return 0
    if arguments != ["check"]:
        print(__doc__, file=sys.stderr)
        return 2
    for problem in problems():
        print(f"{problem} Look at it, then: python tools/vendor.py write", file=sys.stderr)
    return 1 if problems() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
