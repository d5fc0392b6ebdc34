#!/usr/bin/env python
"""The command line of the site."""

import os
import signal
import sys


def stop(signum, frame):
    """Answer Ctrl-C at once. Raised as KeyboardInterrupt it is lost where Python happens to be in a finalizer."""
    os.write(2, b"\nInterrupted; the same command goes on where it stopped.\n")
    os._exit(130)


if __name__ == "__main__":
    # `up` prepares for a minute, and whatever it was doing may be cut off. It takes the signal back when it serves.
    if sys.argv[1:2] == ["up"]:
        signal.signal(signal.SIGINT, stop)
    # Only here, since importing Django takes long enough to be interrupted.
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"The site cannot start. {error}")
