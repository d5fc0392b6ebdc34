import signal
import subprocess
import sys

import pytest

from tools.services import ServicesError, packages, places, processes


@pytest.fixture
def sleeper(tmp_path):
    """A process that names its folder in its command line, as servers do."""
    folder = tmp_path / "server"
    folder.mkdir()
    program = "import time; print(flush=True); time.sleep(60)"
    running = subprocess.Popen([sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE)
    # Only once it runs its command line can be read.
    running.stdout.readline()
    (folder / "pid").write_text(f"{running.pid}\n{folder}\n")
    yield running, folder
    running.kill()
    running.communicate()


def test_stop_ends_the_process_of_its_folder(sleeper):
    running, folder = sleeper

    processes.stop(folder / "pid", folder, signal.SIGTERM, seconds=10)

    assert running.wait(1) == -signal.SIGTERM


def test_stop_leaves_a_process_alone_that_got_the_number_later(sleeper, tmp_path):
    running, folder = sleeper
    other = tmp_path / "other"

    processes.stop(folder / "pid", other, signal.SIGTERM)

    assert running.poll() is None


@pytest.mark.parametrize("content", [None, "", "no number"])
def test_stop_without_a_process_id_does_nothing(tmp_path, content):
    if content is not None:
        (tmp_path / "pid").write_text(content)

    processes.stop(tmp_path / "pid", tmp_path, signal.SIGTERM)

    assert processes.read_pid(tmp_path / "pid") is None


@pytest.mark.parametrize(("root", "mode", "inside"), [(True, 0o755, True), (True, 0o700, False), (False, 0o700, True)])
def test_data_lie_where_the_servers_can_enter(tmp_path, monkeypatch, root, mode, inside):
    clone = tmp_path / "clone"
    clone.mkdir()
    clone.chmod(mode)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(places, "is_root", lambda: root)
    monkeypatch.setattr(places, "everyone_can_enter", lambda folder: folder.stat().st_mode & 0o001)
    monkeypatch.setattr(places.tempfile, "gettempdir", lambda: str(temporary))

    folder = places.data_root(clone)

    expected = clone / ".services" if inside else temporary / f"behind-the-numbers-{places.clone_key(clone)}"
    assert folder == expected
    assert places.data_root(clone) == folder


def test_missing_package_is_named_with_the_command_that_helps(monkeypatch):
    monkeypatch.setattr(places, "is_root", lambda: False)
    monkeypatch.setitem(packages.NEEDS, "Chromium", (lambda: None, "chromium"))
    monkeypatch.setitem(packages.NEEDS, "Maven", (lambda: None, "maven"))

    with pytest.raises(ServicesError) as refused:
        packages.ensure("Chromium", "Maven")

    assert str(refused.value) == "Missing here: Chromium, Maven. On Debian, as root: apt-get install chromium maven"


def test_browser_that_is_named_and_absent_is_not_replaced_by_another(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")

    assert packages.chromium() is None
