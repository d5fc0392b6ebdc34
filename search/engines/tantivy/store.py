"""One embedded index on disk: opening, reading what others have committed, writing by rev."""

import os
from collections.abc import Sequence
from pathlib import Path

import tantivy

from search.engines.base import ApplyResult, Change

from .schema import analyzers, row, schema

_MANY = 200  # changes from which a second thread and more memory pay
_LITTLE_HEAP, _BIG_HEAP = 15_000_000, 128_000_000  # bytes


class Store:
    """An index in a folder. Whoever writes must hold the shelf's lock."""

    def __init__(self, path: Path, *, create: bool = False):
        self.path = path
        if not create and not (path / "meta.json").exists():
            raise FileNotFoundError(path / "meta.json")
        self._index = tantivy.Index(schema(), path=str(path))
        for name, analyzer in analyzers().items():
            self._index.register_tokenizer(name, analyzer)
        self._index.config_reader("manual")
        self._seen = (0, 0)

    def searcher(self) -> tantivy.Searcher:
        """A view of what is committed now, by this process or another."""
        committed = self._committed()
        if committed != self._seen:
            self._index.reload()
            self._seen = committed
        return self._index.searcher()

    def _committed(self) -> tuple[int, int]:
        # A commit renames a new meta.json into place. A removed index can still be read once it is open.
        try:
            meta = (self.path / "meta.json").stat()
        except FileNotFoundError:
            return self._seen
        return meta.st_mtime_ns, meta.st_ino

    def write(self, changes: Sequence[Change]) -> ApplyResult:
        """Write `changes` in one commit, refusing what is older than what is there or was deleted."""
        self._index.reload()
        searcher, graves = self._index.searcher(), self._graves()
        newest: dict[str, int] = {}
        fresh, stale, errors = [], 0, {}
        for change in changes:
            if change.id not in newest:
                newest[change.id] = max(_rev(searcher, change.id), graves.get(change.id, -1))
            if change.rev < newest[change.id]:
                stale += 1
                continue
            try:
                fresh.append((change, change.document and row(change.document)))
                newest[change.id] = change.rev
            except (ValueError, TypeError, OverflowError) as error:
                errors[change.id] = str(error)
        if fresh:
            self._bury([change for change, kept in fresh if kept is None])
            self._commit(fresh)
        return ApplyResult(len(fresh), stale, errors)

    def _commit(self, fresh: list[tuple[Change, tantivy.Document | None]]) -> None:
        many = len(fresh) >= _MANY
        writer = self._index.writer(_BIG_HEAP if many else _LITTLE_HEAP, 2 if many else 1)
        writer.garbage_collect_files()
        last = {change.id: place for place, (change, _) in enumerate(fresh)}
        for place, (change, kept) in enumerate(fresh):
            if last[change.id] == place:
                writer.delete_documents_by_term("id", change.id)
                if kept is not None:
                    writer.add_document(kept)
        writer.commit()
        writer.wait_merging_threads()

    def _graves(self) -> dict[str, int]:
        """id -> rev of the deletes of this index, so that nothing older comes back."""
        graves = {}
        if (file := self.path / "deleted").exists():
            for line in file.read_text().splitlines():
                rev, _, id = line.partition(" ")
                if rev.isdigit():
                    graves[id] = max(int(rev), graves.get(id, -1))
        return graves

    def _bury(self, changes: list[Change]) -> None:
        # Before the commit: a delete that is remembered but not done is repeated; the reverse would forget it.
        if changes:
            lines = "".join(f"{change.rev} {change.id}\n" for change in changes)
            with (self.path / "deleted").open("a") as file:
                file.write(lines)
                file.flush()
                os.fsync(file.fileno())

    def revisions(self) -> dict[str, int]:
        searcher = self.searcher()
        if not searcher.num_docs:
            return {}
        hits = searcher.search(tantivy.Query.all_query(), limit=searcher.num_docs, count=False).hits
        addresses = [address for _, address in hits]
        revs = searcher.fast_field_values("rev", addresses)
        return {searcher.doc(address).get_first("id"): int(rev) for address, rev in zip(addresses, revs, strict=True)}

    def __len__(self) -> int:
        return self.searcher().num_docs


def _rev(searcher: tantivy.Searcher, id: str) -> int:
    """The rev that the index has of `id`, -1 when it has none."""
    hits = searcher.search(tantivy.Query.term_query(schema(), "id", id, "basic"), limit=1, count=False).hits
    return int(searcher.fast_field_values("rev", [hits[0][1]])[0]) if hits else -1
