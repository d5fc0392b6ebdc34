"""``python -m tools.services up | down | env``."""

import os
import sys

from tools.progress import say
from tools.services import ServicesError, servers


def env() -> None:
    """Print the addresses for a shell: ``eval "$(python -m tools.services env)"``."""
    for variable, address in servers.addresses().items():
        say(f"export {variable}='{address}'")


COMMANDS = {"up": servers.up, "down": servers.down, "env": env}


def main(arguments: list[str]) -> int:
    # The servers' users must be able to read what we write.
    os.umask(0o022)
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        say(__doc__)
        return 2
    try:
        COMMANDS[arguments[0]]()
    except ServicesError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
