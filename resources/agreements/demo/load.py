"""The agreement templates: written for everybody, none of them invented, so all of it is starter content."""

from pathlib import Path

from cms.content.memory import Memory
from cms.content.pack import Pack
from cms.content.pages import add_published
from cms.content.reading import ContentError, read_front_matter
from cms.vocabulary.models import Challenge
from resources.legal.demo.load import element_key, route_key
from resources.legal.models import Element, LegalAnswer, Route

from ..actions import add_version
from ..files import VersionText, version_in
from ..models import AgreementIndexPage, AgreementTemplatePage, TemplateVersion

FOLDER = Path(__file__).parent


def read(pack: Pack, folder: Path = FOLDER) -> None:
    """Adds a ``template-version`` for each file, an ``agreement-template`` for each slug, a ``clause`` for each clause
    of a current version, by ``slug#anchor``."""
    for path in sorted(folder.glob("*.md")):
        try:
            values, sections = read_front_matter(path)
        except ContentError as error:
            pack.problems.extend(error.problems)
            continue
        version = version_in(values, sections, pack)
        pack.add("template-version", version.key, version, values.place)
        if version.is_current:
            pack.add("agreement-template", version.slug, version, values.place)
            for clause in version.clauses:
                pack.add("clause", f"{version.slug}#{clause.anchor}", clause, values.place)
        else:
            pack.refer("agreement-template", version.slug, values.place)


def write(pack: Pack, memory: Memory, with_demo: bool) -> None:
    routes = memory.found("route", Route.objects.current(), route_key)
    elements = memory.found("element", Element.objects.current(), element_key)
    pages = memory.found("agreement-template", AgreementTemplatePage.objects.all())
    versions = memory.found(
        "template-version",
        TemplateVersion.objects.select_related("page"),
        lambda version: f"{version.page.slug}@{version.number}",
    )
    by_age = sorted(
        pack.of("template-version").values(), key=lambda version: (version.slug, version.fields["effective"])
    )
    for text in by_age:
        if text.slug not in pages and not memory.knows("agreement-template", text.slug):
            pages[text.slug] = _write_page(pack, memory, text.slug, routes)
        page = pages.get(text.slug)
        if page and text.key not in versions and not memory.knows("template-version", text.key):
            made = add_version(page=page, text=text, routes=routes, elements=elements)
            memory.remember("template-version", text.key, made, is_demo=False)


def _write_page(pack: Pack, memory: Memory, slug: str, routes: dict[str, Route]) -> AgreementTemplatePage:
    text: VersionText = pack.of("agreement-template")[slug]
    answers = memory.found("legal-answer", LegalAnswer.objects.all())
    challenges = memory.found("challenge", Challenge.objects.all())
    page = AgreementTemplatePage(slug=slug, **text.shelf)
    page.routes = [routes[key] for key, item in pack.of("route").items() if item.template == slug and key in routes]
    page.answers = [
        answers[key] for key, item in pack.of("legal-answer").items() if slug in item.templates and key in answers
    ]
    page.challenges = [challenges[key] for key in text.challenges if key in challenges]
    first = min(each.fields["effective"] for each in pack.of("template-version").values() if each.slug == slug)
    add_published(page, below=AgreementIndexPage.objects.get(), first=first, last=text.fields["effective"])
    memory.remember("agreement-template", slug, page, is_demo=False)
    return page


def remove(memory: Memory) -> list[str]:
    """Nothing: no template is invented."""
    return []
