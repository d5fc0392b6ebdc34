"""The log: a refusal is one quiet line, what breaks keeps its traceback."""

import logging
from io import StringIO

import pytest
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpResponse
from django.urls import path

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
