"""Starter content: true, checked before anything is written, and left alone once it is there."""

import pytest
from django.core.management import CommandError, call_command

from cms.content import rooms
from cms.models import AboutPage, Loaded
from members.partnerships.models import Partnership
from resources.lessons.demo import load
from resources.lessons.models import LessonPage
from tests.cms.loaded import STARTER, counts
from tests.factories import LessonFactory


@pytest.fixture
def starter(db):
    rooms.load(with_demo=False)


def test_starter_has_no_invented_rows(starter):
    assert set(Partnership.objects.values_list("slug", "is_demo")) == {
        ("all-kids-alliance", False),
        ("strivepartnership", False),
        ("all-hands-raised", False),
        ("road-map-project", False),
    }
    assert set(LessonPage.objects.values_list("slug", flat=True)) == {
        "trust-first-then-the-template",
        "attorneys-with-education-law",
        "volunteers-who-built-the-system",
    }
    assert counts() == STARTER
    assert not Loaded.objects.filter(is_demo=True).exists()


def test_loading_leaves_what_editors_changed_and_deleted(starter):
    AboutPage.objects.filter(slug="house-rules").update(title="Our own rules")
    AboutPage.objects.get(slug="accessibility").delete()

    rooms.load(with_demo=False)

    assert AboutPage.objects.get(slug="house-rules").title == "Our own rules"
    assert not AboutPage.objects.filter(slug="accessibility").exists()


def test_loading_leaves_alone_what_people_made_under_the_same_name(db):
    theirs = LessonFactory(slug="the-friday-tally", title="Ours")

    rooms.load(with_demo=True)
    rooms.remove_demo()

    assert LessonPage.objects.get(slug="the-friday-tally") == theirs
    assert not Loaded.objects.filter(kind="lesson", key="the-friday-tally").exists()


def test_a_slip_in_the_content_is_one_sentence_and_writes_nothing(db, monkeypatch):
    read_all = load.read

    def read(pack):
        read_all(pack)
        pack.refer("challenge", "x", "lessons/one.md:12")

    monkeypatch.setattr("resources.lessons.demo.load.read", read)

    with pytest.raises(CommandError, match=r"^lessons/one\.md:12: unknown challenge “x”$"):
        call_command("demo")
    assert Loaded.objects.count() == 0


def test_about_pages_come_in_their_order(starter):
    pages = AboutPage.objects.order_by("path")

    assert list(pages.values_list("slug", flat=True))[:3] == [
        "about-the-community",
        "theory-of-action-explained",
        "house-rules",
    ]
    assert {page.slug for page in pages if page.audience == "members"} == {"how-review-works"}
