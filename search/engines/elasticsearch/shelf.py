"""The indexes of one site in the cluster, and the two aliases through which they are used.

An index is ``<prefix>-<schema>-<time>``. ``<prefix>-serving-<schema>`` is searched, and
``<prefix>-building-<schema>`` is filled. The schema is part of the aliases, so code never meets an index
that another version of it has built, and two versions can serve side by side during a deployment.
"""

import re
from datetime import UTC, datetime

from search.engines.base import BuildLostError

from .cluster import Cluster, index_body, schema_hash

_STAMP = "%Y%m%d%H%M%S%f"


class Shelf:
    def __init__(self, cluster: Cluster, prefix: str, replicas: int):
        self._indices = cluster.patient.indices
        self._prefix = prefix
        self._replicas = replicas
        self.serving = f"{prefix}-serving-{schema_hash()}"
        self.building = f"{prefix}-building-{schema_hash()}"

    def names(self) -> dict[str, set[str]]:
        """Index -> its aliases, of every index of this site."""
        own = re.compile(rf"{re.escape(self._prefix)}-[0-9a-f]{{8}}-\d{{20}}")
        found = self._indices.get_alias(index=f"{self._prefix}-*", expand_wildcards="open").body
        return {name: set(entry["aliases"]) for name, entry in found.items() if own.fullmatch(name)}

    def holder(self, alias: str, names: dict[str, set[str]]) -> str:
        """The index behind `alias`, "" when there is none."""
        return next((name for name, aliases in names.items() if alias in aliases), "")

    def new(self) -> str:
        """Make an empty index and let the building alias point to it alone; an older build is removed."""
        name = f"{self._prefix}-{schema_hash()}-{datetime.now(UTC):{_STAMP}}"
        body = index_body()
        fast = {"number_of_replicas": 0, "refresh_interval": "-1"}
        self._indices.create(index=name, mappings=body["mappings"], settings={**body["settings"], **fast})
        former = [each for each, aliases in self.names().items() if self.building in aliases]
        self._indices.update_aliases(
            actions=[
                *({"remove_index": {"index": each}} for each in former),
                {"add": {"index": name, "alias": self.building, "is_write_index": True}},
            ]
        )
        return name

    def must_be_building(self, name: str) -> dict[str, set[str]]:
        names = self.names()
        if self.building not in names.get(name, ()):
            raise BuildLostError(name)
        return names

    def serve(self, name: str) -> None:
        """Let the building index `name` serve, in one step; keep what served before, remove the rest."""
        names = self.must_be_building(name)
        settled = {"number_of_replicas": self._replicas, "refresh_interval": "1s"}
        self._indices.put_settings(index=name, settings=settled)
        self._indices.refresh(index=name)
        former = self.holder(self.serving, names)
        actions = [
            {"remove": {"index": name, "alias": self.building}},
            {"add": {"index": name, "alias": self.serving, "is_write_index": True}},
        ]
        if former:
            actions.append({"remove": {"index": former, "alias": self.serving}})
        self._indices.update_aliases(actions=actions)
        self.remove(each for each, aliases in names.items() if not aliases and each != former)

    def forget(self) -> None:
        """Remove every index but those behind our two aliases."""
        ours = {self.serving, self.building}
        self.remove(name for name, aliases in self.names().items() if not aliases & ours)

    def remove(self, names) -> None:
        for name in names:
            self._indices.delete(index=name, ignore_unavailable=True)

    def refresh(self) -> None:
        self._indices.refresh(index=f"{self.serving},{self.building}", ignore_unavailable=True)

    @staticmethod
    def made_at(name: str) -> datetime | None:
        try:
            return datetime.strptime(name.rpartition("-")[2], _STAMP).replace(tzinfo=UTC)
        except ValueError:
            return None
