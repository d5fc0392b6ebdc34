"""Lists of pages, answers and flags in the editors' admin: for whom they are, narrowed, and as spreadsheets."""

import csv
from io import StringIO

import pytest

from cms.audiences import partnership_token
from members.accounts.models import User
from tests.factories import (
    AnswerFactory,
    ConveningFactory,
    JoinRequestFactory,
    LessonFactory,
    QuestionFactory,
    SessionFactory,
    UserFactory,
)


def sheet(client, address, **query) -> list[dict]:
    answer = client.get(f"/admin/{address}/", {"export": "csv", **query})
    assert answer.status_code == 200
    return list(csv.DictReader(StringIO(answer.getvalue().decode())))


@pytest.fixture
def things(partnership):
    """Of each kind one for members, that begins like a formula, and one for the people of a partnership alone."""
    own = partnership_token(partnership.pk)
    for audience, title in (("members", "=Open"), (own, "Inner")):
        convening = ConveningFactory(title=title, audience=audience)
        SessionFactory(title=title, audience=audience, convening=convening, form="panel")
        lesson = LessonFactory(title=title, audience=audience, data_level="none")
        lesson.flags.create(reason=title)
        AnswerFactory(question=QuestionFactory(title=title, audience=audience), body=title)


@pytest.mark.parametrize(
    ("address", "column"),
    [("lesson", "Title"), ("convening", "Title"), ("session", "Title"), ("answer", "Question"), ("flag", "Reason")],
)
def test_a_list_holds_what_whoever_looks_may_read(clients, editor, things, address, column):
    assert [row[column] for row in sheet(editor, address)] == ["'=Open"]
    listed = editor.get(f"/admin/{address}/").content.decode()
    assert ("=Open" in listed, "Inner" in listed) == (True, False)
    assert clients["member"].get(f"/admin/{address}/").status_code == 302


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("lesson", {"data_level": "aggregate"}),
        ("convening", {"state": "OH"}),
        ("session", {"form": "talk"}),
        ("flag", {"resolved__isnull": "false"}),
        ("answer", {"written__lte": "2020-01-02"}),
        ("lesson", {"first_published_at__lte": "2020-01-02"}),
        ("lesson", {"q": "nothing"}),
    ],
)
def test_a_list_is_narrowed(editor, things, address, query):
    assert sheet(editor, address, **query) == []


def test_who_is_in_the_directory_is_said_in_words_and_the_file_is_named_for_what_it_holds(editor, people):
    listed = editor.get("/admin/profile/")
    answer = editor.get("/admin/profile/", {"export": "csv"})

    rows = csv.DictReader(StringIO(answer.getvalue().decode()))
    assert answer["Content-Disposition"] == 'attachment; filename="profiles.csv"'
    assert {row["In the directory"] for row in rows} == {"Yes"}
    assert ">True<" not in "".join(listed.content.decode().split())


def test_time_zones_of_an_account_are_such_that_browsers_know(editor):
    offered = editor.get("/admin/account/").content.decode()

    assert 'value="America/Chicago"' in offered
    assert not any(f'value="{name}"' in offered for name in ("localtime", "Factory", "posixrules"))


@pytest.mark.parametrize("address", ["answer", "flag"])
def test_nobody_writes_here_what_members_say_on_the_site(db, client, things, address):
    admin = UserFactory(role=User.Role.ADMIN)
    client.force_login(admin, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(f"/admin/{address}/").status_code == 200
    assert client.get(f"/admin/{address}/new/").status_code == 302


@pytest.mark.parametrize(
    ("address", "names"), [("rosterentry", {"Partnership", "Email", "Name"}), ("joinrequest", {"Name"})]
)
def test_columns_have_names_for_people(editor, partnership, address, names):
    JoinRequestFactory(partnership=partnership)

    [first, *_rest] = editor.get(f"/admin/{address}/", {"export": "csv"}).getvalue().decode().splitlines()

    assert names <= set(first.split(","))
    assert "." not in first
