"""Rows of what members share: lessons, questions, agreements, report cards, data systems."""

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.audiences import Viewer, partnership_token
from resources.agreements.models import AgreementTemplatePage
from resources.lessons.models import LessonPage
from resources.lessons.templatetags.lessons import measured, place_for, written_by
from resources.questions.models import Question
from resources.questions.reading import words_of
from resources.report_cards.models import ReportCard
from resources.systems.models import System
from search.sources.agreements import clause_at

from .base import Facts, Look, Names


def _lesson_facts(lesson: LessonPage, names: Names, viewer: Viewer) -> Facts:
    partnership = place_for(lesson, viewer)
    published = lesson.first_published_at
    own_token = partnership and lesson.audience == partnership_token(partnership.pk)
    return Facts(
        summary=lesson.summary,
        kind_line=" · ".join(filter(None, [_("Lesson"), date_format(published, "F Y") if published else ""])),
        meta=(written_by(lesson, names, viewer),),
        side=measured(lesson),
        audience=lesson.audience,
        audience_name=partnership.name if own_token else _("Some partnerships"),
        icon="book-open",
    )


def _question_facts(question: Question, names: Names, viewer: Viewer) -> Facts:
    return Facts(
        kind_line=" · ".join([_("Question"), date_format(question.written, "F Y")]),
        meta=(", ".join(words_of(question, viewer)),),
        side=_answered(question),
        audience=question.audience,
        audience_name=_("A partnership"),
        icon="circle-help",
    )


def _answered(question: Question) -> str:
    if not question.answers_there:
        return _("No answer yet")
    said = ngettext("%(number)s answer", "%(number)s answers", question.answers_there)
    said = said % {"number": question.answers_there}
    return _("%(answers)s, one accepted") % {"answers": said} if question.is_answered else said


def _template_facts(template: AgreementTemplatePage, names: Names, viewer: Viewer) -> Facts:
    number = template.current_versions[0].number
    return Facts(
        summary=template.summary,
        kind_line=" · ".join([_("Agreement template"), _("version %(number)s") % {"number": number}]),
        meta=(capfirst(template.form),),
        audience=template.audience,
        icon="file-text",
    )


def _report_card_facts(card: ReportCard, names: Names, viewer: Viewer) -> Facts:
    place = card.partnership
    return Facts(
        kind_line=" · ".join([_("Report card"), str(card.year)]),
        summary=_("Product of %(table)s") % {"table": card.table},
        meta=(
            place.name if viewer.may_read(place) else "",
            ", ".join(outcome.name for outcome in card.outcomes.all() if viewer.may_read(outcome)),
        ),
        side=_("Approved %(day)s") % {"day": date_format(card.approved_on, "F j, Y")},
        audience=card.audience,
        icon="table-2",
    )


def _system_facts(system: System, names: Names, viewer: Viewer) -> Facts:
    place = system.partnership
    return Facts(
        kind_line=_("Data system"),
        summary=system.not_again,
        meta=(
            place.name if viewer.may_read(place) else "",
            ", ".join(kind.name for kind in system.kinds.all()),
            str(system.get_data_level_display()),
        ),
        side=system.cost,
        audience=system.audience,
        icon="list-checks",
    )


def _as_rows(things: QuerySet) -> QuerySet:
    return things.as_rows()


def _with_clauses(templates: QuerySet) -> QuerySet:
    return templates.with_clauses()


def _authors(lesson: LessonPage) -> list[int]:
    return [authorship.user_id for authorship in lesson.authorships.all()]


LOOKS = {
    "agreement-template": Look(_template_facts, _with_clauses, anchor=clause_at),
    "lesson": Look(_lesson_facts, _as_rows, signed=_authors),
    "question": Look(_question_facts, _as_rows),
    "report-card": Look(_report_card_facts, _as_rows),
    "system": Look(_system_facts, _as_rows),
}
