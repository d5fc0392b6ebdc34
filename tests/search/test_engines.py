"""Engines that are away, broken or half there say so, and nothing else."""

import subprocess
import sys
import threading
import time
from datetime import UTC, datetime

import pytest

from cms.audiences import VISITOR
from search import engines
from search.documents import document
from search.engines.base import Change, SearchUnavailableError
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.tantivy import TantivyEngine
from search.query import SearchRequest

PAGE = document(
    id="about:1",
    kind="about",
    audience="public",
    title="About",
    slug="about",
    updated=datetime(2026, 1, 1, tzinfo=UTC),
    rev=1,
)
CHANGE = Change(PAGE.id, 1, PAGE)


@pytest.fixture
def built(tmp_path):
    engine = TantivyEngine(tmp_path / "index")
    engine.swap(engine.build())
    engine.apply([CHANGE])
    return engine


def index_folder(engine):
    return engine._shelf.path / engine.status().index


def test_the_settings_choose_the_engine(settings, tmp_path):
    engines.reset()
    settings.SEARCH = {**settings.SEARCH, "ENGINE": "tantivy", "PATH": tmp_path}
    assert isinstance(engines.engine(), TantivyEngine)
    assert engines.engine() is engines.engine()

    settings.SEARCH = {**settings.SEARCH, "ENGINE": "elasticsearch", "HOSTS": ["http://127.0.0.1:9"]}
    engines.reset()
    assert isinstance(engines.engine(), ElasticsearchEngine)
    engines.reset()


def test_synonyms_come_from_the_loader(monkeypatch):
    monkeypatch.setattr(engines, "_loaders", [])
    assert engines._synonyms() == {}

    engines.synonyms_from(lambda: {"mou": ("memo",)})
    assert engines._synonyms() == {"mou": ("memo",)}


@pytest.mark.parametrize("damage", ["no folder", "no meta", "meta", "segments"])
def test_a_broken_index_is_unavailable(built, damage):
    folder = index_folder(built)
    if damage == "no folder":
        built._shelf.remove(folder.name)
    elif damage == "no meta":
        (folder / "meta.json").unlink()
    elif damage == "meta":
        (folder / "meta.json").write_text("{")
    else:
        for file in folder.iterdir():
            if file.suffix in {".term", ".idx", ".store", ".fast"}:
                file.write_bytes(b"\x00" * 8)
    fresh = TantivyEngine(built._shelf.path)

    with pytest.raises(SearchUnavailableError):
        fresh.search(SearchRequest(VISITOR, "about"))
    assert fresh.status().state == "unavailable"
    assert not (damage == "no meta" and (folder / "meta.json").exists())


def test_a_broken_index_can_be_rebuilt(built):
    built._shelf.remove(index_folder(built).name)
    fresh = TantivyEngine(built._shelf.path)

    build = fresh.build()
    fresh.apply([CHANGE])
    fresh.swap(build)

    assert fresh.search(SearchRequest(VISITOR, "about")).total == 1


def test_an_open_index_that_was_removed_still_answers(built):
    built.search(SearchRequest(VISITOR))
    (index_folder(built) / "meta.json").unlink()

    assert built.search(SearchRequest(VISITOR, "about")).total == 1


def test_writers_wait_for_each_other(built):
    others = [TantivyEngine(built._shelf.path) for _ in range(4)]

    def write(place):
        for number in range(5):
            id = f"about:{place}-{number}"
            others[place].apply([Change(id, 1, type(PAGE)(**{**PAGE.fields(), "id": id}))])

    threads = [threading.Thread(target=write, args=(place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(built.revisions()) == 21


def test_a_writer_that_is_killed_gives_up_its_turn(built):
    lock = built._shelf.path / "lock"
    script = (
        "import fcntl, sys, time; lock = open(sys.argv[1], 'a'); fcntl.flock(lock, fcntl.LOCK_EX); print(1, flush=True)"
    )
    command = [sys.executable, "-c", f"{script}; time.sleep(60)", str(lock)]
    holder = subprocess.Popen(command, stdout=subprocess.PIPE)
    holder.stdout.readline()
    done = threading.Event()
    writer = threading.Thread(target=lambda: (built.apply([Change(PAGE.id, 2, PAGE)]), done.set()))
    writer.start()

    assert not done.wait(0.3)
    holder.kill()
    holder.wait()
    assert done.wait(10)


def test_a_document_that_cannot_be_written_is_told_and_the_rest_is_written(built):
    broken = type(PAGE)(**{**PAGE.fields(), "id": "about:2", "rev": 2, "updated": -1})

    result = built.apply([Change("about:2", 2, broken), Change(PAGE.id, 2, PAGE)])

    assert set(result.errors) == {"about:2"}
    assert result.applied == 1


def test_a_cluster_that_is_away_is_unavailable_and_soon_left_alone():
    engine = ElasticsearchEngine(["http://127.0.0.1:9"], "nowhere", timeout=1, retries=0, circuit=30)
    for _ in range(3):
        with pytest.raises(SearchUnavailableError):
            engine.search(SearchRequest(VISITOR, "about"))

    started = time.perf_counter()
    with pytest.raises(SearchUnavailableError, match="left alone"):
        engine.suggest(VISITOR, "ab")
    assert time.perf_counter() - started < 0.05
    assert engine.status().state == "unavailable"
    for write in (
        lambda: engine.apply([CHANGE]),
        engine.build,
        lambda: engine.revisions(),
        engine.forget_previous,
        engine.refresh,
    ):
        with pytest.raises(SearchUnavailableError):
            write()
