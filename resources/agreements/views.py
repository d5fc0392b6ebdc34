"""Beside the page of a template, which Wagtail serves: its text, its blanks, its versions, and files to take away."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from .documents import as_markdown, file_name
from .models import AgreementTemplatePage
from .reading import before, blanks_of, clauses_of, frame, side_by_side, version_of
from .word import DOCX, as_word


@require_safe
def text(request, slug: str):
    """The whole of it on one page, which prints clean."""
    page, version = _page_and_version(request, slug)
    context = {**frame(page, version, "text"), "clauses": clauses_of(version)}
    return render(request, "agreements/text.html", context)


@require_safe
def blanks(request, slug: str):
    page, version = _page_and_version(request, slug)
    return render(request, "agreements/blanks.html", {**frame(page, version, "blanks"), "groups": blanks_of(version)})


@require_safe
def versions(request, slug: str):
    page, version = _page_and_version(request, slug)
    rows = [(each, before(page, each)) for each in page.versions.all()]
    return render(request, "agreements/versions.html", {**frame(page, version, "versions"), "rows": rows})


@require_safe
def compare(request, slug: str):
    """Two versions, clause by clause; without `from`, the version before."""
    page = _readable(request, slug)
    new = _needed(version_of(page, request.GET.get("to", "")))
    old = _needed(version_of(page, request.GET["from"]) if request.GET.get("from") else before(page, new))
    pairs = side_by_side(old, new)
    same = [pair for pair in pairs if pair.state == "same"]
    differing = [(pair, new.changed_clauses.get(pair.anchor)) for pair in pairs if pair.state != "same"]
    context = {**frame(page, new, "compare"), "old": old, "differing": differing, "same": same}
    return render(request, "agreements/compare.html", context)


@require_safe
def markdown(request, slug: str, number: str):
    version = _needed(version_of(_readable(request, slug), number))
    return _file(as_markdown(version, clauses_of(version)), "text/markdown; charset=utf-8", file_name(version, "md"))


@require_safe
def word(request, slug: str, number: str):
    version = _needed(version_of(_readable(request, slug), number))
    return _file(as_word(version, clauses_of(version)), DOCX, file_name(version, "docx"))


def _readable(request, slug: str) -> AgreementTemplatePage:
    return get_object_or_404(AgreementTemplatePage.readable(request.viewer), slug=slug)


def _page_and_version(request, slug: str):
    page = _readable(request, slug)
    return page, _needed(version_of(page, request.GET.get("version", "")))


def _needed(version):
    if version is None:
        raise Http404
    return version


def _file(content: str | bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
