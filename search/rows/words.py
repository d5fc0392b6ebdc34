"""Rows of the vocabulary and of the pages about the community."""

from django.utils.translation import gettext as _

from cms.audiences import Viewer
from cms.models import AboutPage
from cms.vocabulary.models import Challenge, Outcome, Term

from .base import Facts, Look, Names


def _about_facts(page: AboutPage, names: Names, viewer: Viewer) -> Facts:
    return Facts(summary=page.summary, kind_line=_("About this community"), audience=page.audience, icon="info")


def _challenge_facts(word: Challenge, names: Names, viewer: Viewer) -> Facts:
    line = " · ".join([_("Challenge"), word.get_family_display()])
    return Facts(summary=word.description, kind_line=line, audience=word.audience, icon="triangle-alert")


def _outcome_facts(word: Outcome, names: Names, viewer: Viewer) -> Facts:
    line = " · ".join(filter(None, [_("Outcome"), word.stage]))
    return Facts(summary=word.definition, kind_line=line, audience=word.audience, icon="flag")


def _term_facts(word: Term, names: Names, viewer: Viewer) -> Facts:
    also = _("Also: %(names)s") % {"names": ", ".join(word.synonyms)} if word.synonyms else ""
    return Facts(
        summary=word.definition, kind_line=_("Glossary"), meta=(also,), audience=word.audience, icon="message-square"
    )


LOOKS = {
    "about": Look(_about_facts),
    "challenge": Look(_challenge_facts),
    "outcome": Look(_outcome_facts),
    "term": Look(_term_facts),
}
