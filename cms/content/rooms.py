"""The rooms with content, composed by name, in the order in which their things can be made."""

from importlib import import_module

from django.db import transaction

from .memory import Memory
from .pack import Pack
from .reading import ContentError

ROOMS = (
    "cms.vocabulary",
    "members.partnerships",
    "members.people",
    "resources.legal",
    "resources.agreements",
    "resources.questions",
    "resources.systems",
    "resources.report_cards",
    "resources.lessons",
    "convenings.program",
    "cms",
)


def loaders() -> list:
    return [import_module(f"{room}.demo.load") for room in ROOMS]


def read_all() -> Pack:
    """Everything, read and checked. Raises ContentError with every problem found, each with file and line."""
    pack = Pack()
    for loader in loaders():
        try:
            loader.read(pack)
        except ContentError as error:
            pack.problems.extend(error.problems)
    pack.check()
    return pack


def load(*, with_demo: bool) -> None:
    """Make what is missing of the starter content, and with `with_demo` of the invented content too.

    All or nothing. Raises ContentError before anything is written.
    """
    pack = read_all()
    with transaction.atomic():
        memory = Memory()
        for loader in loaders():
            loader.write(pack, memory, with_demo)


@transaction.atomic
def remove_demo() -> list[str]:
    """Take away everything invented and nothing that a person made; what had to stay, and why, as sentences."""
    memory = Memory()
    return [sentence for loader in reversed(loaders()) for sentence in loader.remove(memory)]
