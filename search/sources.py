"""From a row to its documents: one source per kind.

A source reads things as they are now, with a number of queries that does not grow with them. What has no document
(a draft, a withdrawn lesson, somebody who left) is left out. A name stands in a document only if everybody who may
read the document may read the name: else a search for the name would tell whose it is.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from django.db.models import Model, Prefetch, Q, QuerySet
from django.utils import timezone

from cms.audiences import ANONYMOUS, MEMBERS, PUBLIC, is_within, user_token
from cms.markdown import plain_text
from cms.models import AboutPage
from members.partnerships.models import Partnership, RosterEntry
from members.partnerships.states import STATES
from members.people.models import Profile
from resources.lessons.models import Cycle, LessonPage

from .documents import Document, document


@dataclass(frozen=True)
class Source:
    """How things of one kind become documents.

    `rows` gives those that may have documents, joined with all that `documents` looks at; `layers` are the endings
    of the ids that one thing may have (``person:7#members``).
    """

    kind: str
    rows: Callable[[], QuerySet]
    documents: Callable[[Model, int], Iterable[Document]]
    layers: tuple[str, ...] = ("",)

    def object_ids(self) -> list[int]:
        return list(self.rows().prefetch_related(None).order_by("pk").values_list("pk", flat=True))

    def read(self, object_ids: Iterable[int], rev: int) -> dict[int, list[Document]]:
        """The documents of these things as of `rev`; things without any are left out."""
        rows = self.rows().filter(pk__in=list(object_ids))
        made = {row.pk: list(self.documents(row, rev)) for row in rows}
        return {number: documents for number, documents in made.items() if documents}

    def ids_of(self, object_id: int) -> list[str]:
        """Every document id that the thing could have."""
        return [document_id(self.kind, object_id, layer) for layer in self.layers]


def document_id(kind: str, object_id: int, layer: str = "") -> str:
    return f"{kind}:{object_id}#{layer}" if layer else f"{kind}:{object_id}"


def thing_of(document_id: str) -> tuple[str, int]:
    """The kind and primary key that a document is of."""
    kind, _, rest = document_id.partition(":")
    return kind, int(rest.partition("#")[0])


def fingerprint(documents: Iterable[Document]) -> str:
    """What these documents say, whatever their revision, in 32 letters."""
    said = sorted(repr(replace(each, rev=0)) for each in documents)
    return hashlib.blake2b("\n".join(said).encode(), digest_size=16).hexdigest()


def _pages(model: type[Model]) -> QuerySet:
    not_expired = Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now())
    return model.objects.filter(not_expired, live=True, alias_of__isnull=True)


def _published(page):
    return page.last_published_at or page.first_published_at


def _joined(*parts) -> str:
    return "\n".join(str(part) for part in parts if part)


def _readable_by_all_of(audience: str, partnerships: Iterable[Partnership]) -> list[Partnership]:
    return [partnership for partnership in partnerships if is_within(audience, partnership.audience)]


def _about_pages() -> QuerySet:
    return _pages(AboutPage)


def _about_documents(page: AboutPage, rev: int) -> Iterator[Document]:
    yield document(
        id=document_id("about", page.pk),
        kind="about",
        audience=page.audience,
        title=page.title,
        slug=page.slug,
        updated=_published(page),
        visible_until=page.expire_at,
        rev=rev,
        extra=page.summary,
        body=plain_text(page.body_html),
    )


def _lessons() -> QuerySet:
    return (
        _pages(LessonPage)
        .listed()
        .select_related("partnership", "gateway")
        .prefetch_related(
            "outcomes",
            "challenges",
            "topics",
            "about_partnerships",
            "tagged_items__tag",
            "cycles__results",
            "authorships__user__profile",
        )
    )


def _lesson_documents(lesson: LessonPage, rev: int) -> Iterator[Document]:
    outcomes, topics, challenges = lesson.outcomes.all(), lesson.topics.all(), lesson.challenges.all()
    places = [*filter(None, [lesson.partnership]), *lesson.about_partnerships.all()]
    partnerships = _readable_by_all_of(lesson.audience, places)
    yield document(
        id=document_id("lesson", lesson.pk),
        kind="lesson",
        audience=lesson.audience,
        title=lesson.title,
        slug=lesson.slug,
        updated=_published(lesson),
        visible_until=lesson.expire_at,
        rev=rev,
        extra=_joined(
            lesson.summary,
            lesson.attribution,
            *_author_names(lesson),
            *(word.name for word in [*outcomes, *challenges, *partnerships]),
            *(item.tag.name for item in lesson.tagged_items.all()),
            lesson.gateway.name if lesson.gateway else "",
            *dict.fromkeys(STATES.get(partnership.state, "") for partnership in partnerships),
        ),
        body=_joined(
            *(plain_text(section["html"]) for section in lesson.sections),
            *(_cycle_text(cycle) for cycle in lesson.cycles.all()),
            lesson.effort_note,
            lesson.source,
        ),
        topic_names=tuple(topic.name for topic in topics),
        topic=tuple(topic.slug for topic in topics),
        outcome=tuple(outcome.slug for outcome in outcomes),
        # Readers narrow by one of the six families, or by one challenge: both are values of the one facet.
        challenge=tuple(value for challenge in challenges for value in (challenge.family, challenge.slug)),
        state=_states(partnerships),
        partnership=tuple(partnership.slug for partnership in partnerships),
    )


def _author_names(lesson: LessonPage) -> list[str]:
    users = [authorship.user for authorship in lesson.authorships.all()]
    shown = [user for user in users if user.is_active and hasattr(user, "profile")]
    return [user.name for user in shown if is_within(lesson.audience, user.profile.audience)]


def _cycle_text(cycle: Cycle) -> str:
    notes = (result.note for result in cycle.results.all())
    return _joined(cycle.measure, cycle.plan, cycle.do, cycle.study, cycle.act, *notes)


def _states(partnerships: Iterable[Partnership]) -> tuple[str, ...]:
    return tuple(partnership.state for partnership in partnerships if partnership.state)


def _profiles() -> QuerySet:
    current = RosterEntry.objects.current().select_related("partnership")
    roster = Prefetch("user__roster_entries", current, to_attr="current_entries")
    return Profile.objects.filter(user__is_active=True).select_related("user").prefetch_related(roster)


def _person_documents(profile: Profile, rev: int) -> Iterator[Document]:
    user, entries = profile.user, profile.user.current_entries
    if not (entries or user.is_network_staff or user.has_approved_affiliation):
        return
    for layer, audience in _layers(profile):
        partnerships = _readable_by_all_of(audience, (entry.partnership for entry in entries))
        yield document(
            id=document_id("person", profile.pk, layer),
            kind="person",
            audience=audience,
            title=profile.name,
            slug=profile.code,
            updated=user.date_joined,
            rev=rev,
            extra=_joined(
                profile.job_title,
                *(partnership.name for partnership in partnerships),
                *(STATES.get(state, "") for state in _states(partnerships)),
            ),
            state=_states(partnerships),
            partnership=tuple(partnership.slug for partnership in partnerships),
        )


def _partnership_documents(partnership: Partnership, rev: int) -> Iterator[Document]:
    yield document(
        id=document_id("partnership", partnership.pk),
        kind="partnership",
        audience=partnership.audience,
        title=partnership.name,
        slug=partnership.slug,
        updated=None,
        rev=rev,
        extra=_joined(partnership.region, STATES.get(partnership.state, "")),
        state=_states([partnership]),
        partnership=(partnership.slug,),
    )


def _layers(profile: Profile) -> list[tuple[str, str]]:
    """The (layer, audience) under which somebody stands in the index; no reader belongs to two of them.

    What only its owner may read is in no index at all.
    """
    if profile.audience == PUBLIC:
        return [(ANONYMOUS, ANONYMOUS), (MEMBERS, MEMBERS)]
    if profile.audience == user_token(profile.user_id):
        return []
    return [(MEMBERS if profile.audience == MEMBERS else "some", profile.audience)]


SOURCES = {
    source.kind: source
    for source in (
        Source("about", _about_pages, _about_documents),
        Source("lesson", _lessons, _lesson_documents),
        Source("partnership", Partnership.objects.active, _partnership_documents),
        Source("person", _profiles, _person_documents, layers=(ANONYMOUS, MEMBERS, "some")),
    )
}
