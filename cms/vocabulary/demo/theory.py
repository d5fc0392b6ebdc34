"""The Theory of Action as the file tells it: dated schemes with their gateways, pillars, benchmarks and notes."""

from pathlib import Path
from typing import Any

from cms.content.memory import Memory
from cms.content.pack import Entry, Pack, open_document
from cms.dates import Precision

from ..models import Benchmark, Gateway, GatewayScheme, Pillar, TheoryNote
from .item import Item


def read(path: Path, pack: Pack) -> None:
    document = open_document(path, pack)
    for entry in document.entries("schemes"):
        scheme = _scheme(entry)
        pack.add("gateway-scheme", scheme.fields["slug"], scheme, entry.values.place)
        _read_gateways(entry, scheme.fields["slug"], pack)
        entry.finish()
    _read_pillars(document, pack)
    _read_benchmarks(document, pack)
    if theory := document.entry("theory_of_action"):
        _read_notes(theory, pack)
    document.finish()


def _scheme(entry: Entry) -> Item:
    fields = {"slug": entry.text("id", longest=80), "name": entry.text("name", longest=160)}
    for name in ("valid_from", "valid_to"):
        on = entry.when(name)
        fields[name] = on.first if on else None
        fields[f"{name}_precision"] = on.precision if on else Precision.DAY
    fields |= {"description": entry.text("description"), "sources": entry.texts("sources")}
    return Item(fields)


def _read_gateways(scheme: Entry, scheme_slug: str, pack: Pack) -> None:
    for entry in scheme.entries("gateways"):
        fields = {"slug": entry.text("slug", longest=80), "name": entry.text("name", longest=160)}
        fields |= {"plain": entry.text("plain"), "order": int(entry.number("order") or 0)}
        fields |= {"is_gateway": entry.flag("is_gateway"), "is_verified": entry.flag("verified")}
        entry.finish()
        pack.add("gateway", f"{scheme_slug}/{fields['slug']}", Item(fields, links=[scheme_slug]), entry.values.place)


def _read_pillars(document: Entry, pack: Pack) -> None:
    source = document.text("pillar_source", longest=200)
    for order, entry in enumerate(document.entries("pillars"), start=1):
        fields = {"slug": entry.text("slug", longest=80), "name": entry.text("name", longest=160), "order": order}
        fields |= {"plain": entry.text("plain"), "source": source, "is_verified": entry.flag("verified")}
        entry.finish()
        pack.add("pillar", fields["slug"], Item(fields), entry.values.place)


def _read_benchmarks(document: Entry, pack: Pack) -> None:
    for order, entry in enumerate(document.entries("benchmarks"), start=1):
        gateway = f"{entry.text('scheme')}/{entry.text('gateway')}"
        pack.refer("gateway", gateway, entry.place("gateway"))
        pillar = entry.reference("pillar", "pillar", required=True) or ""
        fields = {"slug": entry.text("id", longest=80), "order": order, **_said(entry)}
        entry.finish()
        pack.add("benchmark", fields["slug"], Item(fields, links=[gateway, pillar]), entry.values.place)


def _read_notes(theory: Entry, pack: Pack) -> None:
    on = theory.when("first_shown")
    if on is None:
        theory.problem("first_shown", "“first_shown” is missing")
    for order, entry in enumerate(theory.entries("notes"), start=1):
        fields = {"slug": entry.text("id", longest=80), "order": order, **_said(entry)}
        fields |= {"dated": on.first, "dated_precision": on.precision} if on else {}
        entry.finish()
        pack.add("theory-note", fields["slug"], Item(fields), entry.values.place)
    theory.finish()


def _said(entry: Entry) -> dict[str, Any]:
    source = entry.text("source", longest=200)
    return {"text": entry.text("text"), "source": source, "is_verified": entry.flag("verified")}


def write(pack: Pack, memory: Memory) -> None:
    schemes = _made("gateway-scheme", GatewayScheme, pack, memory)
    there = gateways(memory)
    for key, item in pack.of("gateway").items():
        scheme = schemes.get(item.links[0])
        if scheme and key not in there and not memory.knows("gateway", key):
            there[key] = Gateway.objects.create(scheme=scheme, **item.fields)
            memory.remember("gateway", key, there[key], is_demo=False)
    _write_benchmarks(pack, memory, there, _made("pillar", Pillar, pack, memory))
    _made("theory-note", TheoryNote, pack, memory)


def _made(kind: str, model, pack: Pack, memory: Memory) -> dict[str, Any]:
    """The rows of `kind` that are there once those that are missing are made."""
    rows = memory.found(kind, model.objects.all())
    for key, item in pack.of(kind).items():
        if key not in rows and not memory.knows(kind, key):
            rows[key] = model.objects.create(**item.fields)
            memory.remember(kind, key, rows[key], is_demo=False)
    return rows


def _write_benchmarks(pack: Pack, memory: Memory, gateways: dict[str, Gateway], pillars: dict[str, Pillar]) -> None:
    there = memory.found("benchmark", Benchmark.objects.all())
    for key, item in pack.of("benchmark").items():
        gateway, pillar = gateways.get(item.links[0]), pillars.get(item.links[1])
        if gateway and pillar and key not in there and not memory.knows("benchmark", key):
            benchmark = Benchmark.objects.create(gateway=gateway, pillar=pillar, **item.fields)
            memory.remember("benchmark", key, benchmark, is_demo=False)


def gateways(memory: Memory) -> dict[str, Gateway]:
    """The gateways that exist, by ``scheme/gateway``."""
    rows = Gateway.objects.select_related("scheme")
    return memory.found("gateway", rows, lambda row: f"{row.scheme.slug}/{row.slug}")
