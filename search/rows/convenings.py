"""Rows of convenings and sessions."""

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cms.audiences import Viewer
from convenings.program.models import ConveningPage, SessionPage
from convenings.program.reading import hour_of

from .base import Facts, Look, Names


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


def _speakers(session: SessionPage) -> list[int]:
    return [speaker.user_id for speaker in session.speakers.all()]


LOOKS = {
    "convening": Look(_convening_facts),
    "session": Look(_session_facts, _with_session_rows, signed=_speakers),
}
