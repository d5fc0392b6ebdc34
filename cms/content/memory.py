"""What starter and demo content made so far: so that loading twice changes nothing, and removal finds it."""

from collections.abc import Callable, Iterable
from operator import attrgetter

from django.db.models import Model

from cms.models import Loaded

from .left import key_of, left_by_people, stays


class Memory:
    """The table `Loaded`, read once. `key` is the key in the content; the row may have another name by now."""

    def __init__(self):
        self._ids = {(row.kind, row.key): row.object_id for row in Loaded.objects.all()}
        # Now: once the invented accounts are gone, nobody can tell who of those without a name was invented.
        self._left = left_by_people()

    def knows(self, kind: str, key: str) -> bool:
        """Whether it was loaded at some time, even if somebody has deleted it since."""
        return (kind, key) in self._ids

    def remember(self, kind: str, key: str, thing: Model, *, is_demo: bool) -> None:
        Loaded.objects.create(kind=kind, key=key, object_id=str(thing.pk), is_demo=is_demo)
        self._ids[kind, key] = str(thing.pk)

    def forget(self, kind: str, key: str) -> None:
        Loaded.objects.filter(kind=kind, key=key).delete()
        self._ids.pop((kind, key), None)

    def found(
        self, kind: str, rows: Iterable[Model], name: Callable[[Model], str] = attrgetter("slug")
    ) -> dict[str, Model]:
        """`rows`, by the key that the content knows them by.

        A row that somebody made under the same name counts as well: content refers to it and leaves it alone.
        """
        rows = list(rows)
        by_id = {str(row.pk): row for row in rows}
        loaded = {key: by_id[pk] for (of, key), pk in self._ids.items() if of == kind and pk in by_id}
        return {name(row): row for row in rows} | loaded

    def invented(self, kind: str, model: type[Model]) -> list[tuple[str, Model]]:
        """The (key, row) pairs of this kind that demo content made and that still exist, the latest first."""
        rows = model.objects.in_bulk()
        loaded = Loaded.objects.filter(kind=kind, is_demo=True).order_by("-pk")
        return [(row.key, rows[int(row.object_id)]) for row in loaded if int(row.object_id) in rows]

    def why_it_stays(self, thing: Model) -> str:
        """A sentence if a person wrote on `thing`, so that taking it away would destroy that; else nothing."""
        return stays(thing) if key_of(thing) in self._left else ""

    def remove_invented(self, kind: str, model: type[Model]) -> list[str]:
        """Delete what demo content made of this kind, but for what a person wrote on; why that stays, as sentences."""
        kept = []
        for _key, thing in self.invented(kind, model):
            if why := self.why_it_stays(thing):
                kept.append(why)
            else:
                thing.delete()
        self.forget_removed(kind, model)
        return kept

    def forget_removed(self, kind: str, model: type[Model]) -> None:
        """Forget invented things that are gone, so that demo content can be loaded again."""
        there = {str(pk) for pk in model.objects.values_list("pk", flat=True)}
        gone = [row for row in Loaded.objects.filter(kind=kind, is_demo=True) if row.object_id not in there]
        for row in gone:
            self.forget(row.kind, row.key)
