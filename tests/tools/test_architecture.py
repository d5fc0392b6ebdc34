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
