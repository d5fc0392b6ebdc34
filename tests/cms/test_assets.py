"""The style sheet is one file, vendored files are what they were, and the first view stays small."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from cms.assets import SHEET, SOURCE, JoinedSheetFinder, join
from tools import vendor

LARGEST_FIRST_VIEW = 150_000


@pytest.fixture
def sheets(tmp_path):
    """A folder of style sheets: one that imports two others, one of them from a folder below."""
    parts = tmp_path / "source" / "css" / "parts"
    parts.mkdir(parents=True)
    (parts / "index.css").write_text('@import "a.css";\n')
    (parts / "a.css").write_text('a {background: url("../../fonts/a.woff2")}\n')
    (parts.parent / "print.css").write_text("form {display: none}\n")
    (parts.parent / "site.css").write_text(
        '@layer one, two;\n@import "parts/index.css" layer(one);\n@import "print.css" layer(two) print;\n'
    )
    return tmp_path / "source"


def test_join_keeps_layers_media_and_addresses(sheets):
    joined = join(sheets / SHEET)

    assert joined == (
        "@layer one, two;\n"
        '@layer one {\na {background: url("../fonts/a.woff2")}\n}\n'
        "@media print {\n@layer two {\nform {display: none}\n}\n}\n"
    )


def test_finder_writes_the_sheet_again_when_a_part_changes(sheets, tmp_path):
    finder = JoinedSheetFinder(source=sheets, target=tmp_path / "joined")
    (path, storage), *others = finder.list(None)

    first = storage.open(path).read()
    (sheets / "css" / "print.css").write_text("form {display: block}\n")
    later = Path(finder.find(SHEET)).read_bytes()

    assert (path, others) == (SHEET, [])
    assert b"none" in first
    assert b"block" in later


def test_finder_finds_nothing_else(sheets, tmp_path):
    finder = JoinedSheetFinder(source=sheets, target=tmp_path / "joined")

    assert finder.find("css/print.css") is None
    assert finder.find("css/print.css", find_all=True) == []


def test_served_sheet_has_no_import_left():
    served = Path(finders.find(SHEET)).read_text(encoding="utf-8")

    assert "@import" not in served
    assert served.count("{") == served.count("}")
    for part in (SOURCE / "css").rglob("*.css"):
        selectors = re.findall(r"^\.[\w-]+", part.read_text(encoding="utf-8"), re.MULTILINE)
        assert all(selector in served for selector in selectors), part


@pytest.mark.parametrize("path", ["/static/css/site.css", "/static/icons.svg", "/static/favicon.svg"])
def test_static_files_are_served(client, path):
    assert client.get(path).status_code == 200


def test_the_old_address_of_the_icon_leads_to_it(client):
    assert client.get("/favicon.ico").headers["Location"].endswith("favicon.svg")


def test_collected_files_of_the_first_view_are_small(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", "--noinput", verbosity=0)

    wanted = ["css/site.*.css", "icons.*.svg", "favicon.*.svg", "vendor/htmx-*/htmx.min.*.js", "js/suggest.*.js"]
    files = [next(file for file in tmp_path.glob(pattern)) for pattern in wanted]
    fonts = [next(tmp_path.glob(f"fonts/{name}.*.woff2")) for name in FONTS]
    page = 12_000  # the home page is sent as it is

    assert (
        sum(len(gzip.compress(file.read_bytes())) for file in files) + sum(font.stat().st_size for font in fonts) + page
        < LARGEST_FIRST_VIEW
    )


FONTS = ("besley-latin-wght-normal", "public-sans-latin-wght-normal")


def test_vendored_files_are_as_listed():
    assert vendor.problems() == []


def test_vendored_files_that_differ_are_named(tmp_path):
    (tmp_path / "vendor").mkdir()
    for name in ("same", "changed", "missing"):
        (tmp_path / "vendor" / name).write_text(name)
    vendor.write(tmp_path)
    (tmp_path / "vendor" / "changed").write_text("otherwise")
    (tmp_path / "vendor" / "missing").unlink()
    (tmp_path / "vendor" / "new").write_text("new")

    assert vendor.problems(tmp_path) == [
        "vendor/missing is listed and missing.",
        "vendor/new is not listed.",
        "vendor/changed has changed.",
    ]


@pytest.mark.parametrize("library", [folder.name for folder in (SOURCE / "vendor").iterdir() if folder.is_dir()])
def test_every_vendored_library_brings_its_license(library):
    assert (SOURCE / "vendor" / library / "LICENSE").is_file()
