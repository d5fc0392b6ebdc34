"""The engines that a test of the whole site runs on: a cluster joins in where ELASTICSEARCH_URL names one.

``@pytest.mark.parametrize("search_index", ENGINES, indirect=True)``
"""

import itertools
import os

import pytest

HOSTS = [host for host in os.environ.get("ELASTICSEARCH_URL", "").split(",") if host]
ENGINES = ["tantivy"]
if HOSTS:
    ENGINES.append(pytest.param("elasticsearch", marks=pytest.mark.elasticsearch))
NUMBERS = itertools.count()


def settings_of(name: str, path, worker: str) -> dict:
    """What SEARCH says for the engine `name`, with files or indexes of its own."""
    if name == "tantivy":
        return {"ENGINE": name, "PATH": path}
    prefix = f"btn-site-{worker}-{os.getpid()}-{next(NUMBERS)}"
    return {"ENGINE": name, "PATH": path, "HOSTS": HOSTS, "PREFIX": prefix, "REPLICAS": 0, "TIMEOUT": 30.0}


def clean_up(engine) -> None:
    """Remove what `engine` has left on a cluster; files go with their folder."""
    if engine.name == "elasticsearch":
        indices = engine._cluster.patient.indices
        for name in indices.get(index=f"{engine._shelf._prefix}-*").body:
            indices.delete(index=name)
