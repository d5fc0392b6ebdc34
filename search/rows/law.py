"""Rows of the law: resources and answers."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.audiences import Viewer
from resources.legal.models import LegalAnswer, LegalResource

from .base import Facts, Look, Names


def _resource_facts(resource: LegalResource, names: Names, viewer: Viewer) -> Facts:
    by = ", ".join(filter(None, [resource.publisher, resource.year]))
    return Facts(
        summary=resource.summary,
        kind_line=_("Legal resource"),
        meta=(by, resource.scope),
        side=_verified(resource),
        audience=resource.audience,
        icon="scale",
    )


def _answer_facts(answer: LegalAnswer, names: Names, viewer: Viewer) -> Facts:
    return Facts(
        summary=answer.answer,
        kind_line=_("Legal answer"),
        meta=tuple(answer.citations),
        side=_verified(answer),
        audience=answer.audience,
        icon="scale",
    )


def _verified(record: LegalResource | LegalAnswer) -> str:
    if record.verified_on:
        return _("Verified %(day)s") % {"day": date_format(record.verified_on, "F j, Y")}
    return _("Nobody has verified this yet")


LOOKS = {"legal-answer": Look(_answer_facts), "legal-resource": Look(_resource_facts)}
