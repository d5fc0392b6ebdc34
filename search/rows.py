"""What a row of the results shows of each kind, beside its title and its snippet.

`prepared` joins what is looked at, so that thirty rows cost as many queries as one; names come from the bylines of
the people room, which ask what this reader may know.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Model, Prefetch, QuerySet
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.audiences import MEMBERS, PUBLIC, STAFF, Viewer, partnership_token
from cms.models import AboutPage
from cms.vocabulary.models import Challenge, Outcome, Term
from convenings.program.models import ConveningPage, SessionPage
from convenings.program.reading import hour_of
from members.partnerships.models import Partnership, RosterEntry, Stage
from members.people.bylines import Byline, byline_names
from members.people.models import Profile
from resources.agreements.models import AgreementTemplatePage
from resources.legal.models import LegalAnswer, LegalResource
from resources.lessons.models import LessonPage
from resources.lessons.templatetags.lessons import measured, place_for, written_by
from resources.questions.models import Question
from resources.questions.reading import words_of
from resources.report_cards.models import ReportCard
from resources.systems.models import System

from .sources.agreements import clause_at

Names = dict[int, Byline]


@dataclass(frozen=True)
class Facts:
    """A row's line of kind, its facts, who may read it, and the mark in front: an icon, or a person's number."""

    summary: str = ""
    kind_line: str = ""
    meta: tuple[str, ...] = ()
    side: str = ""
    audience: str = ""
    audience_name: str = ""
    icon: str = ""
    number: int | None = None
    name: str = ""


def prepared(kind: str, things: QuerySet) -> QuerySet:
    """`things` with what their rows look at."""
    return PREPARED[kind](things) if kind in PREPARED else things


def facts_of(things: Sequence[tuple[str, Model]], viewer: Viewer) -> dict[tuple[str, int], Facts]:
    """The Facts of every (kind, thing), by (kind, primary key)."""
    lessons = [thing for kind, thing in things if kind == "lesson"]
    authors = {authorship.user_id for lesson in lessons for authorship in lesson.authorships.all()}
    sessions = [thing for kind, thing in things if kind == "session"]
    authors |= {speaker.user_id for session in sessions for speaker in session.speakers.all()}
    names = byline_names(authors, viewer) if authors else {}
    return {(kind, thing.pk): FACTS[kind](thing, names, viewer) if kind in FACTS else Facts() for kind, thing in things}


def _about_facts(page: AboutPage, names: Names, viewer: Viewer) -> Facts:
    return Facts(summary=page.summary, kind_line=_("About this community"), audience=page.audience, icon="info")


def _with_lesson_rows(lessons: QuerySet) -> QuerySet:
    return lessons.as_rows()


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


def _with_person_rows(profiles: QuerySet) -> QuerySet:
    current = RosterEntry.objects.current().select_related("partnership")
    return profiles.select_related("user").prefetch_related(
        Prefetch("user__roster_entries", current, to_attr="current_entries")
    )


def _person_facts(profile: Profile, names: Names, viewer: Viewer) -> Facts:
    places = [entry.partnership for entry in profile.user.current_entries if viewer.may_read(entry.partnership)]
    readers = {PUBLIC, MEMBERS, STAFF}
    return Facts(
        kind_line=" · ".join([_("Person"), *(place.name for place in places)]),
        summary=profile.job_title,
        meta=tuple(dict.fromkeys(place.get_state_display() for place in places if place.state)),
        audience=profile.audience,
        audience_name="" if profile.audience in readers else profile.readers,
        number=profile.number,
        name=profile.name,
    )


def _with_partnership_rows(partnerships: QuerySet) -> QuerySet:
    reached = Stage.objects.select_related("gateway__scheme")
    return partnerships.prefetch_related("outcomes", Prefetch("stages", reached))


def _partnership_facts(partnership: Partnership, names: Names, viewer: Viewer) -> Facts:
    watched = [outcome.name for outcome in partnership.outcomes.all() if viewer.may_read(outcome)]
    stage = partnership.stage
    return Facts(
        kind_line=_("Partnership"),
        summary=partnership.place,
        meta=tuple(filter(None, [", ".join(watched), str(stage.gateway) if stage else ""])),
        audience=partnership.audience,
        icon="landmark",
    )


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


def _with_template_rows(templates: QuerySet) -> QuerySet:
    return templates.with_clauses()


def _template_facts(template: AgreementTemplatePage, names: Names, viewer: Viewer) -> Facts:
    number = template.current_versions[0].number
    return Facts(
        summary=template.summary,
        kind_line=" · ".join([_("Agreement template"), _("version %(number)s") % {"number": number}]),
        meta=(capfirst(template.form),),
        audience=template.audience,
        icon="file-text",
    )


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


def _with_question_rows(questions: QuerySet) -> QuerySet:
    return questions.as_rows()


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


def _with_card_rows(cards: QuerySet) -> QuerySet:
    return cards.as_rows()


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


def _convening_facts(page: ConveningPage, names: Names, viewer: Viewer) -> Facts:
    return Facts(
        summary=page.summary,
        kind_line=" · ".join(filter(None, [_("Convening"), page.dates])),
        meta=(page.town,),
        audience=page.audience,
        icon="calendar-days",
    )


def _with_session_rows(sessions: QuerySet) -> QuerySet:
    return sessions.with_convening().with_placements().prefetch_related("speakers")


def _session_facts(session: SessionPage, names: Names, viewer: Viewer) -> Facts:
    return Facts(
        summary=session.abstract,
        kind_line=" · ".join([_("Session"), str(session.get_form_display())]),
        meta=(
            session.convening_title,
            capfirst(", ".join(names[speaker.user_id].name for speaker in session.speakers.all())),
        ),
        side=hour_of(session),
        audience=session.audience,
        icon="calendar-days",
    )


def _verified(record: LegalResource | LegalAnswer) -> str:
    if record.verified_on:
        return _("Verified %(day)s") % {"day": date_format(record.verified_on, "F j, Y")}
    return _("Nobody has verified this yet")


def anchor_of(kind: str, thing: Model, passage: str, place: int) -> str:
    """Where on the page of `thing` the text stands that `passage` has at `place`; nothing for most kinds."""
    return ANCHORS[kind](thing, passage, place) if kind in ANCHORS else ""


ANCHORS: dict[str, Callable[[Model, str, int], str]] = {"agreement-template": clause_at}
PREPARED: dict[str, Callable[[QuerySet], QuerySet]] = {
    "agreement-template": _with_template_rows,
    "lesson": _with_lesson_rows,
    "session": _with_session_rows,
    "partnership": _with_partnership_rows,
    "person": _with_person_rows,
    "question": _with_question_rows,
    "report-card": _with_card_rows,
    "system": _with_card_rows,
}
FACTS: dict[str, Callable[[Model, Names, Viewer], Facts]] = {
    "about": _about_facts,
    "agreement-template": _template_facts,
    "challenge": _challenge_facts,
    "convening": _convening_facts,
    "session": _session_facts,
    "legal-answer": _answer_facts,
    "legal-resource": _resource_facts,
    "lesson": _lesson_facts,
    "outcome": _outcome_facts,
    "partnership": _partnership_facts,
    "person": _person_facts,
    "question": _question_facts,
    "report-card": _report_card_facts,
    "system": _system_facts,
    "term": _term_facts,
}
