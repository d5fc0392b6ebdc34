"""The lessons: three that retell the note of 2013, and invented ones in every state a lesson can be in."""

from pathlib import Path

from cms.content.memory import Memory
from cms.content.pack import Pack

from . import links, reading, register, removing, writing

FOLDER = Path(__file__).parent


def read(pack: Pack, folder: Path = FOLDER) -> None:
    """Adds a ``lesson`` for each Markdown file."""
    for path in sorted(folder.glob("*.md")):
        reading.read_lesson(path, pack)
    reading.check_lineage(pack)


def write(pack: Pack, memory: Memory, with_demo: bool) -> None:
    writing.write_lessons(pack, memory, with_demo)
    links.write_links(pack, memory)
    if with_demo:
        register.write_registers(pack, memory)


def remove(memory: Memory) -> list[str]:
    return removing.remove_lessons(memory)
