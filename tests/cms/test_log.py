"""The log: a refusal is one quiet line, what breaks keeps its traceback."""

import json
import logging
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpResponse
from django.urls import path
from gunicorn.config import Config
from gunicorn.glogging import Logger

from cms import urls


def broken(request):
    raise RuntimeError("nobody thought of this")


def bad(request):
    raise BadRequest("a number was expected")


def suspicious(request):
    raise SuspiciousOperation("a forged address")


def reading(request):
    return HttpResponse(request.POST.get("text", ""))


BAD_BODY = {"data": b"x", "content_type": "multipart/form-data; boundary="}

urlpatterns = [
    path("broken/", broken),
    path("bad/", bad),
    path("suspicious/", suspicious),
    path("reading/", reading),
    *urls.urlpatterns,
]
handler400, handler500 = urls.handler400, urls.handler500


@pytest.fixture
def log(client, db, settings):
    """The status of a request, and what it leaves in the log of the site's own settings."""
    settings.ROOT_URLCONF = __name__
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client.raise_request_exception = False

    written = StringIO()
    (console,) = (handler for handler in logging.getLogger().handlers if handler.name == "console")
    before = console.setStream(written)

    def ask(method, *args, **kwargs):
        return getattr(client, method)(*args, **kwargs).status_code, written.getvalue()

    yield ask
    console.setStream(before)


@pytest.mark.parametrize(
    ("status", "words", "method", "address", "more"),
    [
        (400, "a number was expected", "get", "/bad/", {}),
        (400, "a forged address", "get", "/suspicious/", {}),
        (400, "Invalid HTTP_HOST header", "get", "/bad/", {"headers": {"host": "elsewhere.example"}}),
        (400, "Unable to parse request body", "post", "/reading/", BAD_BODY),
        (413, "exceeded settings.DATA_UPLOAD_MAX_MEMORY_SIZE", "post", "/reading/", {"data": {"text": "x" * 2000}}),
    ],
)
def test_refusal_is_a_warning_without_traceback(log, status, words, method, address, more):
    answered, said = log(method, address, **more)

    assert answered == status
    assert words in said
    assert "WARNING" in said
    assert "ERROR" not in said
    assert "Traceback" not in said


def test_what_breaks_keeps_its_traceback(log):
    answered, said = log("get", "/broken/")

    assert answered == 500
    assert "ERROR" in said
    assert "Traceback" in said
    assert "RuntimeError: nobody thought of this" in said


def test_the_access_log_of_the_image_holds_no_search_words_and_no_answers():
    command = (settings.BASE_DIR / "Dockerfile").read_text().partition("\nCMD ")[2]
    given = Config()
    for option in json.loads(command):
        name, _equals, value = option.removeprefix("--").partition("=")
        if name == "access-logformat":
            given.set("access_log_format", value)
    asked = {
        "REQUEST_METHOD": "GET", "PATH_INFO": "/legal/route/", "RAW_URI": "/legal/route/?holder=school",
        "QUERY_STRING": "holder=school", "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_REFERER": "https://example.org/legal/route/?level=rows",
    }  # fmt: skip
    log = Logger(given)
    said = log.atoms(
        SimpleNamespace(status="200 OK", sent=5, headers=[]), SimpleNamespace(headers=[]), asked, timedelta()
    )

    line = given.access_log_format % log.atoms_wrapper_class(said)

    assert "/legal/route/ 200" in line
    assert [word for word in ("school", "level") if word in line] == []
