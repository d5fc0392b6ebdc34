"""One suite for every engine. Elasticsearch joins in where ELASTICSEARCH_URL names a server, which must answer."""

import itertools
import os

import pytest

from search.engines.base import changes_of
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.tantivy import TantivyEngine
from tests.contract.library import SYNONYMS, documents

HOSTS = os.environ.get("ELASTICSEARCH_URL", "").split(",")
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
NUMBERS = itertools.count()

ENGINES = ["tantivy"]
if HOSTS != [""]:
    ENGINES.append(pytest.param("elasticsearch", marks=pytest.mark.elasticsearch))


def pytest_generate_tests(metafunc):
    if "engine_name" in metafunc.fixturenames:
        metafunc.parametrize("engine_name", ENGINES, scope="session")


@pytest.fixture(scope="session")
def new_engine(engine_name, tmp_path_factory):
    """Make an engine with a place of its own, or one more at the place of `beside`."""
    prefixes = []

    def make(beside=None):
        if engine_name == "tantivy":
            path = beside._shelf.path if beside else tmp_path_factory.mktemp("index")
            return TantivyEngine(path, synonyms=lambda: SYNONYMS)
        prefix = beside._shelf._prefix if beside else f"contract-{WORKER}-{os.getpid()}-{next(NUMBERS)}"
        prefixes.append(prefix)
        return ElasticsearchEngine(HOSTS, prefix, replicas=0, timeout=30, synonyms=lambda: SYNONYMS)

    yield make
    for prefix in set(prefixes):
        cluster = ElasticsearchEngine(HOSTS, prefix)._cluster.patient
        for name in cluster.indices.get(index=f"{prefix}-*").body:
            cluster.indices.delete(index=name)


@pytest.fixture
def engine(new_engine):
    """An engine that serves an empty index."""
    made = new_engine()
    made.swap(made.build())
    return made


@pytest.fixture(scope="session")
def library(new_engine):
    """An engine that serves the documents of `library.py`; tests only read it."""
    made = new_engine()
    build = made.build()
    assert not made.fill(build, changes_of(documents())).errors
    made.swap(build)
    return made


@pytest.fixture(scope="session")
def twin(tmp_path_factory):
    """The embedded engine with the same documents, written in other steps: what every engine must agree with."""
    made = TantivyEngine(tmp_path_factory.mktemp("twin"), synonyms=lambda: SYNONYMS)
    build = made.build()
    made.fill(build, changes_of(documents()[::-1]))
    made.swap(build)
    return made
