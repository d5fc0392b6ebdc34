#!/usr/bin/env python
"""The command line of the site."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    # Importing Django and the site takes a while: Ctrl-C is answered from here on, not from where they are there.
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line

        try:
            execute_from_command_line(sys.argv)
        except ImproperlyConfigured as error:
            sys.exit(f"The site cannot start. {error}")
    except KeyboardInterrupt:
        import signal

        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Those who press it twice want no traceback either.
        print("\nInterrupted; the same command goes on where it stopped.", file=sys.stderr)
        sys.exit(130)
