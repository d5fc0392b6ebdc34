"""From rows to documents: what every kind's source is made of.

A source reads things as they are now, with a number of queries that does not grow with them. What has no document
(a draft, a withdrawn lesson, somebody who left) is left out. A name stands in a document only if everybody who may
read the document may read the name: else a search for the name would tell whose it is.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.db.models import Model, QuerySet
from django.utils import timezone

from cms.audiences import is_within
from cms.vocabulary.models import Challenge
from members.partnerships.models import Partnership
from search.documents import Document


@dataclass(frozen=True)
class Source:
    """How things of one kind become documents.

    `rows` gives those that may have documents, and `documents(rows, rev)` makes the documents of some of them;
    `layers` are the endings of the ids that one thing may have (``person:7#members``).
    """

    kind: str
    rows: Callable[[], QuerySet]
    documents: Callable[[QuerySet, int], Iterable[Document]]
    layers: tuple[str, ...] = ("",)

    def object_ids(self) -> list[int]:
        return list(self.rows().order_by("pk").values_list("pk", flat=True))

    def read(self, object_ids: Iterable[int], rev: int) -> dict[int, list[Document]]:
        """The documents of these things as of `rev`; things without any are left out."""
        made: dict[int, list[Document]] = {}
        for each in self.documents(self.rows().filter(pk__in=list(object_ids)), rev):
            made.setdefault(thing_of(each.id)[1], []).append(each)
        return made

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


def linked(owner: type[Model], name: str, object_ids: Iterable[int]) -> dict[int, list[Model]]:
    """Primary key of an `owner` -> the rows that its many-to-many field `name` links, each of them made only once.

    They come in their model's order. Two queries. Prefetching would make the same few words anew for every page.
    """
    field = owner._meta.get_field(name)
    mine, other = field.m2m_field_name(), field.m2m_reverse_field_name()
    links = field.remote_field.through.objects.filter(**{f"{mine}__in": object_ids})
    owners = defaultdict(list)
    for number, target in links.values_list(f"{mine}_id", f"{other}_id"):
        owners[target].append(number)
    made = defaultdict(list)
    for row in field.related_model._default_manager.filter(pk__in=owners):
        for number in owners[row.pk]:
            made[number].append(row)
    return made


def grouped(pairs: Iterable[tuple]) -> Mapping[int, list]:
    """The second of each pair, by the first; nothing is an empty list."""
    made = defaultdict(list)
    for number, each in pairs:
        made[number].append(each)
    return made


def joined(*parts) -> str:
    return "\n".join(str(part) for part in parts if part)


def readable_by_all_of(audience: str, things: Iterable[Model]) -> list[Model]:
    """Those of `things`, partnerships or words, whose names everybody in `audience` may read."""
    return [thing for thing in things if is_within(audience, thing.audience)]


def states(partnerships: Iterable[Partnership]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(letters for partnership in partnerships for letters in partnership.states))


def challenge_values(challenges: Iterable[Challenge]) -> tuple[str, ...]:
    """Readers narrow by one of the six families, or by one challenge: both are values of the one facet."""
    return tuple(value for each in challenges for value in (each.family, each.slug))


def moment(day: date) -> datetime:
    """Noon of `day`: the index counts in seconds, and a record may know only days."""
    return timezone.make_aware(datetime.combine(day, time(12)))
