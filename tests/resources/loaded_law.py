"""The law and the agreements, loaded without the rest of the content, which takes ten times as long."""

from contextlib import contextmanager

from django.db import transaction

from cms.content.memory import Memory
from cms.content.pack import Pack
from cms.vocabulary.demo import load as vocabulary
from resources.agreements.demo import load as agreements
from resources.legal.demo import load as legal

LOADERS = (vocabulary, legal, agreements)


def read() -> Pack:
    pack = Pack()
    for loader in LOADERS:
        loader.read(pack)
    pack.check()
    return pack


def load() -> None:
    pack, memory = read(), Memory()
    for loader in LOADERS:
        loader.write(pack, memory, with_demo=False)


@contextmanager
def loaded(django_db_blocker):
    """For a fixture of a module: everything is there, and gone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)
