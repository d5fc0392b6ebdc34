from collections.abc import Mapping

from django.db import transaction

from resources.legal.models import Element, Route

from .files import VersionText
from .models import AgreementTemplatePage, Clause, TemplateVersion


@transaction.atomic
def add_version(
    *, page: AgreementTemplatePage, text: VersionText, routes: Mapping[str, Route], elements: Mapping[str, Element]
) -> TemplateVersion:
    """Give `page` a new version with its clauses; `routes` and `elements` are known by the keys of the content."""
    route = routes.get(text.route)
    version = TemplateVersion.objects.create(page=page, route=route, **text.fields)
    for order, clause in enumerate(text.clauses, start=1):
        made = Clause.objects.create(
            version=version, order=order, anchor=clause.anchor, title=clause.title, wording=clause.wording,
            why=clause.why, alternates=clause.alternates, cautions=clause.cautions,
        )  # fmt: skip
        made.elements.set([elements[key] for key in clause.elements if key in elements])
    return version
