import sys

from tools import progress

SPEAKS = "import time; print('one', flush=True); time.sleep(1); print('two', flush=True); time.sleep(1)"


def test_line_is_shown_again_only_when_it_changes(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(progress, "SHOW_EVERY", 0.1)

    code = progress.run([sys.executable, "-c", SPEAKS], tmp_path / "log")

    shown = [line.split()[-1] for line in capsys.readouterr().out.splitlines()]
    assert code == 0
    assert [line for line in shown if line in ("one", "two")] == ["one", "two"]
