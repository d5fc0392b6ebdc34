"""What `manage.py` says when it is told to stop before it serves."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

# Ctrl-C when a module is looked for, in a finalizer, where Python prints exceptions and goes on.
INTERRUPTED = """
import runpy, signal, sys, weakref

class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == module:
            weakref.finalize(Interrupt(), signal.raise_signal, signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)
module = sys.argv.pop()
sys.meta_path.insert(0, Interrupt())
runpy.run_path("manage.py", run_name="__main__")
"""


@pytest.mark.parametrize(
    "module", ["django.core", "cms.settings.base", "members.accounts.models", "members.accounts.migrations"]
)
def test_interrupt_while_preparing_is_one_sentence(tmp_path, module):
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, "up", module],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.dev", "VAR_DIR": str(tmp_path), "PORT": ""},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=60,  # Lost, it would go on and serve.
    )

    assert done.stderr == "\nInterrupted; the same command goes on where it stopped.\n"
    assert (done.returncode, done.stdout.count("Ready")) == (130, 0)
