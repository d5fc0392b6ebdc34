"""Files of content: read with the line of every value, and asked field by field."""

from datetime import date

import pytest

from cms.content.pack import Entry, Pack
from cms.content.reading import ContentError, read_front_matter, read_yaml


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\nb: 2\na: 3\n", ":3: duplicate key “a”"),
        ("a: 1\nb: [\n", ":3: expected the node content, but found '<stream end>'"),
        ("- a\n- b\n", ":1: a mapping is expected here"),
        ("", ":1: a mapping is expected here"),
        ("a: b\n? [c]\n: d\n", ":2: the key “['c']” must be a text"),
        ("a: 1\nb: 2026-13-01\n", ":2: “2026-13-01” cannot be read"),
    ],
)
def test_bad_yaml_is_named_with_its_line(tmp_path, text, problem):
    path = tmp_path / "file.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ContentError) as caught:
        read_yaml(path)

    assert caught.value.problems == [f"{path}{problem}"]


def test_front_matter_is_required(tmp_path):
    path = tmp_path / "page.md"
    path.write_text("# No front matter\n", encoding="utf-8")

    with pytest.raises(ContentError, match=":1: no front matter"):
        read_front_matter(path)


def test_sections_know_their_lines(tmp_path):
    path = tmp_path / "page.md"
    path.write_text("---\ntitle: A\n---\nFirst.\n\n## One\n\nText.\n\n## Two\n", encoding="utf-8")

    values, sections = read_front_matter(path)

    assert values == {"title": "A"}
    assert [(each.heading, each.text, each.place) for each in sections] == [
        ("", "First.", f"{path}:4"),
        ("One", "Text.", f"{path}:6"),
        ("Two", "", f"{path}:10"),
    ]


def entry_of(tmp_path, text: str) -> Entry:
    path = tmp_path / "entry.yaml"
    path.write_text(text, encoding="utf-8")
    return Entry(read_yaml(path), Pack())


@pytest.mark.parametrize(
    ("text", "ask", "problem"),
    [
        ("a: 1", lambda entry: entry.text("a"), ":1: “a” must be a text"),
        ("a: true", lambda entry: entry.number("a"), ":1: “a” must be a number"),
        ("b: x", lambda entry: entry.text("a"), ":1: “a” is missing"),
        ("a: long", lambda entry: entry.text("a", longest=3), ":1: “a” has 4 characters, at most 3 fit"),
        ("a: x", lambda entry: entry.choice("a", ("y",)), ":1: unknown a “x”"),
        ("a: everybody", lambda entry: entry.audience("a"), ":1: unknown a “everybody”"),
        (
            "a: javascript:alert(1)",
            lambda entry: entry.link("a", longest=80),
            ":1: “javascript:alert(1)” is no address",
        ),
        ("a: not a url", lambda entry: entry.link("a", longest=80), ":1: “not a url” is no address"),
        ("a: ftp://a.org/", lambda entry: entry.link("a", longest=80), ":1: “ftp://a.org/” is no address"),
        ("a: soon", lambda entry: entry.day("a"), ":1: “soon” is no date"),
        ("a:\n- x\n- 2", lambda entry: entry.texts("a"), ":3: “2” must be a text"),
        ("a:\n- x", lambda entry: entry.entries("a"), ":1: “a” must be a list of mappings"),
        ("b: 1\na: 2", lambda entry: (entry.number("b"), entry.finish()), ":2: unknown key “a”"),
    ],
)
def test_entries_say_what_is_wrong_and_where(tmp_path, text, ask, problem):
    entry = entry_of(tmp_path, text)

    ask(entry)

    assert entry.pack.problems == [f"{tmp_path / 'entry.yaml'}{problem}"]


def test_entries_give_what_is_right(tmp_path):
    entry = entry_of(tmp_path, "a: x\nb: [y, z]\nc: '2026-11-24'\nd: '2026-11'\n")

    given = (entry.text("a"), entry.texts("b"), entry.day("c"), entry.when("d").typed, entry.audience())

    entry.finish()
    assert given == ("x", ["y", "z"], date(2026, 11, 24), "2026-11", "public")
    assert entry.pack.problems == []


def test_a_second_item_of_one_key_is_a_problem():
    pack = Pack()
    pack.add("topic", "x", 1, "file:1")
    pack.add("topic", "x", 2, "file:2")

    with pytest.raises(ContentError, match=r"^file:2: a second topic “x”$"):
        pack.check()
