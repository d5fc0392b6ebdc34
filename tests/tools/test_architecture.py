import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ["cms", "members", "resources", "convenings", "search"]


@pytest.fixture
def scratch(tmp_path):
    """A copy of the five floors and of their contracts, to plant things in."""
    for floor in FLOORS:
        shutil.copytree(ROOT / floor, tmp_path / floor, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(folder):
    """(exit code, what import-linter said) about the floors in `folder`."""
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"]
    done = subprocess.run(command, cwd=folder, env={"PYTHONPATH": str(folder)}, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def plant(folder, module, text):
    """Append `text` to `module` in `folder`, made with its packages if there is none."""
    path = folder / module
    path.parent.mkdir(parents=True, exist_ok=True)
    (path.parent / "__init__.py").touch()
    with path.open("a") as file:
        file.write(f"\n{text}\n")


def test_contracts_are_kept(scratch):
    code, said = lint(scratch)

    assert code == 0, said


@pytest.mark.parametrize(
    ("module", "planted", "contract"),
    [
        ("cms/audiences.py", "import members.accounts.models", "Floors: imports go down only BROKEN"),
        ("members/people/models.py", "import search.models", "Floors: imports go down only BROKEN"),
        ("members/accounts/models.py", "import members.people.models", "Rooms of members BROKEN"),
        ("resources/lessons/models/pages.py", "import elasticsearch", "One module talks to Elasticsearch BROKEN"),
    ],
)
def test_forbidden_import_is_caught(scratch, module, planted, contract):
    plant(scratch, module, planted)

    code, said = lint(scratch)

    assert code == 1
    assert contract in said


@pytest.mark.parametrize("floor", ["members", "resources", "convenings"])
def test_unlisted_room_is_caught(scratch, floor):
    plant(scratch, f"{floor}/attic/models.py", "")

    code, said = lint(scratch)

    assert code == 1
    assert f"Rooms of {floor} BROKEN" in said
    assert f"{floor}.attic" in said


PAGE = (ROOT / "docs" / "architecture.md").read_text()
FILES = {
    path.relative_to(ROOT).as_posix()
    for top in [*FLOORS, "templates", "static", "tests", "tools", "docs"]
    for path in (ROOT / top).rglob("*")
    if "__pycache__" not in path.parts
}


def is_there(name):
    """Whether `name` is a file, a folder, a module, or something in a module, wherever in the house it lies."""
    if (ROOT / name).exists():
        return True
    name = name.rstrip("/")
    ways = [name, f"{name}.py", f"{name.rsplit('.', 1)[0]}.py", f"{name.rsplit('.', 1)[0]}/__init__.py"]
    return any(path == way or path.endswith(f"/{way}") for way in ways for path in FILES)


def rooms_drawn():
    """What the drawing of the house names: each floor, and what lies on it."""
    drawing = PAGE.split("## Floors and rooms")[1].split("```")[1]
    top = ""
    for line in drawing.splitlines():
        names = [name for name in re.split(r"\s{2,}", line.strip())[0].split() if re.search(r"[/.]", name)]
        if not line.startswith(" "):
            top = names[0] if names and names[0].endswith("/") else ""
            yield from names
        else:
            yield from (f"{top}{name}" for name in names)


def paths_told():
    """What the text names in code as a path."""
    outside = re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)
    for code in re.findall(r"`([^`]+)`", outside):
        for name in code.split():
            if re.fullmatch(r"[a-z]\w*(/[\w.]+)+/?|\w+/|\w+\.(py|md|html)", name):
                yield name


def test_all_rooms_that_are_drawn_are_there():
    drawn = list(rooms_drawn())

    assert {"members/people/", "search/engines/", "tools/"} <= set(drawn)
    assert [name for name in drawn if not (ROOT / name).exists()] == []


def test_all_paths_that_the_text_names_are_there():
    told = list(paths_told())

    assert {"legal/routes.py", "search/receivers"} <= set(told)
    assert [name for name in told if not is_there(name)] == []
