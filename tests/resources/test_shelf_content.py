"""Data systems and report cards as the files tell them: read with the line of every slip, loaded once, taken away."""

import re
import shutil
from datetime import date

import pytest

from cms.content import rooms
from cms.content.memory import Memory
from cms.content.pack import Pack
from cms.content.reading import ContentError
from cms.vocabulary.demo import load as vocabulary
from members.partnerships.demo import load as partnerships
from resources.lessons.demo import links
from resources.report_cards.demo import load as report_cards
from resources.report_cards.models import ReportCard
from resources.systems.demo import load as systems
from resources.systems.models import System, SystemKind
from tests.factories import LessonFactory, UserFactory

# People and lessons are made below, each of them one of many: all of them would take half a minute.
LOADERS = (vocabulary, partnerships, systems, report_cards)
AUTHOR = "wilhelmina-stands"
SLUGS = ("three-years-in-one-pool", "a-listening-tour-by-phone", "doors-not-scores")


@pytest.fixture(scope="module")
def everything() -> Pack:
    return rooms.read_all()


@pytest.fixture
def load(everything, db):
    """Loads what the two shelves hold, with the author of one card and three lessons."""
    author = UserFactory(is_demo=True)
    Memory().remember("person", AUTHOR, author, is_demo=True)
    lessons = {slug: LessonFactory(slug=slug, audience="public") for slug in SLUGS}

    def once(*, with_demo: bool) -> dict:
        memory = Memory()
        for loader in LOADERS:
            loader.write(everything, memory, with_demo)
        links.write_links(everything, memory)
        return {"author": author, **lessons}

    return once


def counts() -> tuple[int, int, int]:
    return SystemKind.objects.count(), System.objects.count(), ReportCard.objects.count()


def test_starter_content_has_the_kinds_of_tools_and_nothing_invented(load):
    load(with_demo=False)

    assert counts() == (12, 0, 0)


def test_everything_is_loaded_where_the_files_say_and_a_second_time_changes_nothing(load):
    made = load(with_demo=True)
    system, card = System.objects.get(slug="lodgepole-spreadsheets"), ReportCard.objects.get(slug="bellwether-2025")
    ReportCard.objects.filter(pk=card.pk).update(title="As an editor calls it")
    System.objects.filter(slug="tamarack-warehouse").delete()
    made["doors-not-scores"].report_cards.clear()

    load(with_demo=True)

    assert counts() == (12, 7, 10)
    assert ReportCard.objects.get(pk=card.pk).title == "As an editor calls it"
    assert {lesson.slug for lesson in system.lessons.all()} == {"a-listening-tour-by-phone", "three-years-in-one-pool"}
    assert not card.lessons.exists()
    assert (system.author, system.audience, system.checked_on) == (made["author"], "members", date(2026, 9, 1))
    assert {kind.slug for kind in system.kinds.all()} == {"shared-spreadsheet", "statistical-scripts"}
    assert (card.audience, card.partnership.slug, card.outcomes.count()) == ("public", "bellwether-county", 6)


def test_what_is_invented_is_taken_away_and_can_come_again(load):
    made = load(with_demo=True)
    memory = Memory()
    for remove in (links.remove_links, report_cards.remove, systems.remove):
        assert not remove(memory)
    removed = counts()

    load(with_demo=True)

    assert (removed, counts()) == ((12, 0, 0), (12, 8, 10))
    assert made["doors-not-scores"].report_cards.get().slug == "bellwether-2025"


CARD = "tamarack-warehouse.md"
SHELF = "report_cards.yaml"
SLIPS = [
    ("kinds.yaml", "good_for:", "good:", "unknown key “good”"),
    (CARD, "  - data-warehouse", "  - warehouse", "unknown system-kind “warehouse”"),
    (CARD, "data_level: identifiable-under", "data_level: under", "unknown data_level"),
    (CARD, "built_by: Four", "built: Four", "unknown key “built”"),
    (CARD, "since: 2016-05", "since: lately", "“lately” is no date"),
    (CARD, "demo: true", "demo: false", "is invented, and so is what it has"),
    (CARD, "  - bank-analysts-built", "  - bank-built", "unknown lesson “bank-built"),
    (CARD, "author: imogen", "author: imogene", "unknown person “imogene"),
    (CARD, "slug: tamarack-", "slug: tamarac-", "is not the file's name"),
    (CARD, "The system answers", "## How\n\nThe system answers", "a card has no headings"),
    (SHELF, "    kind: annual", "    kind: yearly", "unknown kind “yearly”"),
    (SHELF, "  - baseline\n", "  - monthly\n", "unknown kind “monthly”"),
    (SHELF, "approved_on: '2025-12-09'", "approved_on: December", "“December” is no date"),
    (SHELF, "    produced_by_table: Success Table\n", "", "“produced_by_table” is missing"),
    (SHELF, "    year: 2025\n", "    years: 2025\n", "“year” is missing"),
    (SHELF, "      - early-grade-reading", "      - reading", "unknown outcome “reading”"),
    (SHELF, "partnership: bellwether-county", "partnership: bellwether", "unknown partnership “bellwether”"),
    (SHELF, "      - doors-not-scores", "      - doors", "unknown lesson “doors”"),
    (SHELF, "link: https://bell", "link: bell", "is no address"),
    (SHELF, "    demo: true", "    demo: false", "is invented, and so is what it has"),
    (SHELF, "id: rc-port-merrow-2026", "id: rc-bellwether-2025", "a second report-card “rc-bellwether-2025”"),
]


@pytest.mark.parametrize(("file", "right", "wrong", "problem"), SLIPS)
def test_a_slip_is_named_with_file_and_line(everything, tmp_path, file, right, wrong, problem):
    loader = report_cards if file == SHELF else systems
    shutil.copytree(loader.FOLDER, tmp_path, dirs_exist_ok=True)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert right in text
    (tmp_path / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    read_again = ("report-card",) if file == SHELF else ("system", "system-kind")
    pack = Pack({kind: items for kind, items in everything.items.items() if kind not in read_again})

    loader.read(pack, tmp_path)
    with pytest.raises(ContentError) as caught:
        pack.check()

    named = [each for each in caught.value.problems if problem in each]
    assert named, caught.value.problems
    assert re.search(rf"{file}:\d+: ", named[0])
