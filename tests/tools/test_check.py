import pytest

from tools import check
from tools.untranslated import bare_words


@pytest.mark.parametrize(
    "template",
    [
        "<p>{% translate 'Welcome' %}</p>",
        "<p>{% blocktranslate %}Welcome, {{ name }}{% endblocktranslate %}</p>",
        "{# A heading.\n title: required. #}<h1>{{ title }}</h1>",
        "{% comment %}Not shown{% endcomment %}",
        '<a class="button" href="/lessons/">{{ words }}</a> · &nbsp; 12 %',
        "<img alt=\"{% translate 'A map' %}\" src=\"{% static 'map.svg' %}\">",
        '<script type=\'application/json\'>{"key": "value"}</script>',
    ],
)
def test_words_that_are_marked_or_not_shown_pass(template):
    assert bare_words(template) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>\n  Welcome\n</p>", [(2, "Welcome")]),
        ('<input placeholder="Your name">', [(1, "Your name")]),
        ("{% blocktranslate %}One{% endblocktranslate %}\n<b>Two</b>", [(2, "Two")]),
        ("{# one\ntwo #}\n<i>three</i>", [(3, "three")]),
    ],
)
def test_words_that_nobody_marked_are_found_on_their_line(template, found):
    assert bare_words(template) == found


def test_file_that_names_a_package_index_is_found(tmp_path, monkeypatch):
    # Put together here, since the check reads this file too.
    line = "--index" + "-url https://" + ".".join(["pypi", "org"]) + "/simple"
    (tmp_path / "good.txt").write_text("Django==5.2\n")
    (tmp_path / "bad.txt").write_text(f"Django==5.2\n{line}\n")
    monkeypatch.setattr(check, "ROOT", tmp_path)
    monkeypatch.setattr(check, "files", lambda: sorted(tmp_path.iterdir()))

    said = check.package_indexes()

    assert said == f"bad.txt:2: names a package index: {line}"


def test_failing_check_is_shown_with_what_it_said(monkeypatch, capsys):
    monkeypatch.setattr(check, "CHECKS", {"good": lambda: "", "bad": lambda: "line 3 is wrong"})

    code = check.main()

    shown = capsys.readouterr().out.splitlines()
    assert code == 1
    assert shown[0].startswith("ok    good")
    assert shown[1].startswith("FAIL  bad")
    assert shown[2] == "line 3 is wrong"
    assert shown[3].startswith("1 checks passed, 1 failed")
