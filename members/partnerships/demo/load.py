"""The partnerships: four real ones, of which we know only what the note of 2013 says, and invented ones."""

from pathlib import Path

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from cms.content.memory import Memory
from cms.content.pack import Entry, Pack, entries_of

from ..models import Partnership

FOLDER = Path(__file__).parent


def read(pack: Pack, folder: Path = FOLDER) -> None:
    """Adds a ``partnership`` (the fields of its row) and, where it has one, a ``steward`` (the person's key)."""
    for entry in entries_of(folder / "partnerships.yaml", "partnerships", pack):
        fields = _fields(entry)
        pack.add("partnership", fields["slug"], fields, entry.values.place)
        if steward := entry.reference("steward", "person"):
            pack.add("steward", fields["slug"], steward, entry.place("steward"))
        entry.finish()


def _fields(entry: Entry) -> dict:
    return {
        "slug": entry.text("slug", longest=80),
        "name": entry.text("name", longest=160),
        "state": entry.text("state", longest=2, required=False),
        "region": entry.text("region_served", longest=160, required=False),
        "is_demo": entry.flag("demo"),
    }


def write(pack: Pack, memory: Memory, with_demo: bool) -> None:
    there = memory.found("partnership", Partnership.objects.all())
    for key, fields in pack.of("partnership").items():
        wanted = with_demo or not fields["is_demo"]
        if wanted and key not in there and not memory.knows("partnership", key):
            partnership = Partnership.objects.create(**fields)
            memory.remember("partnership", key, partnership, is_demo=partnership.is_demo)


def remove(memory: Memory) -> list[str]:
    kept = []
    for _key, partnership in memory.invented("partnership", Partnership):
        try:
            with transaction.atomic():
                partnership.delete()
        except ProtectedError:
            kept.append(_("%(name)s stays: people or lessons that are not invented belong to it.") % {
                "name": partnership.name
            })  # fmt: skip
    memory.forget_removed("partnership", Partnership)
    return kept
