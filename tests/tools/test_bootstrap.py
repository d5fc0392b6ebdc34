import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def clone(tmp_path):
    """A clone that requires no packages, so that its environment is made without a network."""
    (tmp_path / "tools").mkdir()
    for name in ("__init__.py", "bootstrap", "bootstrap.py", "progress.py"):
        shutil.copy(ROOT / "tools" / name, tmp_path / "tools")
    (tmp_path / "requirements.txt").touch()
    (tmp_path / "requirements-dev.txt").touch()
    return tmp_path


def bootstrap(clone, *arguments, **environment):
    """(exit code, lines said)."""
    done = subprocess.run(
        [clone / "tools" / "bootstrap", *arguments],
        env={**os.environ, "PYTHON": sys.executable, **environment},
        capture_output=True,
        text=True,
    )
    return done.returncode, (done.stdout + done.stderr).splitlines()


def runs(clone):
    return subprocess.run([clone / ".venv" / "bin" / "python", "-c", ""]).returncode == 0


def test_second_start_has_nothing_to_do(clone):
    first, said = bootstrap(clone)
    second, silence = bootstrap(clone)

    assert (first, second) == (0, 0)
    assert said[0].startswith("[1/2] Making .venv with Python 3.")
    assert silence == []
    assert runs(clone)


def test_half_made_environment_is_made_afresh(clone):
    (clone / ".venv" / "bin").mkdir(parents=True)
    (clone / ".venv" / "unfinished").touch()

    code, said = bootstrap(clone, "--dev")

    assert code == 0
    assert said[0] == "The folder .venv is half-made or was moved here; making it afresh."
    assert runs(clone)
    assert not (clone / ".venv" / "unfinished").exists()


def test_index_that_does_not_answer_is_said_in_one_sentence_and_next_start_recovers(clone):
    requirement = f"absent-package==1.0 --hash=sha256:{'0' * 64}\n"
    (clone / "requirements.txt").write_text(requirement)
    nowhere = "http://127.0.0.1:9/simple"

    code, said = bootstrap(clone, PIP_INDEX_URL=nowhere, UV_DEFAULT_INDEX=nowhere, PIP_RETRIES="1", UV_HTTP_RETRIES="0")
    (clone / "requirements.txt").write_text("")
    again, _ = bootstrap(clone)

    assert code == 1
    assert said[-1] == (
        "The packages could not be downloaded because the package index does not answer: check the network "
        "(`pip config list` shows the settings), then run the same command again."
    )
    assert again == 0
    assert runs(clone)


def test_old_python_is_named_with_what_would_help(clone, tmp_path):
    path = tmp_path / "bin"
    path.mkdir()
    old = path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = -V ] && echo "Python 3.8.18" && exit 0\nexit 1\n')
    old.chmod(0o755)
    for tool in ("dirname", "head", "sh"):
        (path / tool).symlink_to(shutil.which(tool))

    code, said = bootstrap(clone, PYTHON="", PATH=str(path), HOME=str(tmp_path))

    assert code == 1
    assert said == [
        "Python 3.11, 3.12 or 3.13 is needed, and none was found (python3 is: Python 3.8.18); install one "
        "(on Debian: apt-get install python3 python3-venv) or name it with PYTHON=/path/to/python."
    ]
    assert not (clone / ".venv").exists()


def test_python_without_venv_names_the_package_that_brings_it(clone, tmp_path):
    # It fails as Debian's does when python3-venv is not installed, and is otherwise a whole Python.
    wrapper = tmp_path / "python"
    wrapper.write_text(
        '#!/bin/sh\ncase "$*" in *"-m tools.bootstrap"*) exec "$REAL" -c "$PRELUDE" ;; *) exec "$REAL" "$@" ;; esac\n'
    )
    wrapper.chmod(0o755)
    failing = tmp_path / "failing"
    failing.write_text(
        '#!/bin/sh\necho "The environment was not created because ensurepip is not available."\nexit 1\n'
    )
    failing.chmod(0o755)
    prelude = (
        "import sys; from tools import bootstrap; bootstrap.shutil.which = lambda name: None; "
        f"sys.executable = {str(failing)!r}; sys.exit(bootstrap.main([]))"
    )

    code, said = bootstrap(clone, PYTHON=str(wrapper), REAL=sys.executable, PRELUDE=prelude)

    assert code == 1
    assert "lacks the module venv" in said[-1]
    assert "apt-get install python3." in said[-1]
