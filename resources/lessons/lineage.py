"""The family tree of a lesson, as one reader may see it. No I/O.

A lesson that the reader may not read is left out as if it had never been: what was adapted from it hangs on the nearest
readable lesson above, and nothing shows that something is missing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

FOLD_BEYOND = 30
DEEPEST = 8


@dataclass(frozen=True)
class Link:
    """One adaptation: `lesson` came from `source`, with `changed` changed. Both are ids."""

    lesson: int
    source: int
    changed: str = ""


@dataclass
class Node:
    """A lesson in its tree. `is_folded`: its branch is away from the reader's lesson, in a tree too large to show."""

    lesson: Any
    changed: str
    is_here: bool
    leads_here: bool
    children: list["Node"] = field(default_factory=list)
    is_folded: bool = False


def family_tree(links: Iterable[Link], readable: Mapping[int, Any], here: int) -> Node | None:
    """The tree of the lesson `here`, from its first readable version down; None if it stands alone.

    `readable` gives the lessons by id, in the order in which branches are to be shown, `here` among them. What lies
    deeper than eight levels stands side by side on the eighth: a narrow screen has no more room.
    """
    link_of = {link.lesson: link for link in links}
    source_of = {lesson: _nearest_source(lesson, link_of, readable) for lesson in readable}
    children_of = defaultdict(list)
    for lesson, source in source_of.items():
        children_of[source].append(lesson)
    path = [here]
    while source_of[path[-1]] is not None and source_of[path[-1]] not in path:
        path.append(source_of[path[-1]])

    root, nodes, waiting = None, [], [(path[-1], None, 0)]
    seen = {path[-1]}
    while waiting:
        lesson, holder, depth = waiting.pop()
        changed = link_of[lesson].changed if lesson in link_of else ""
        node = Node(readable[lesson], changed, is_here=lesson == here, leads_here=lesson in path)
        nodes.append(node)
        if holder is None:
            root = node
        else:
            holder.children.append(node)
        below = [child for child in children_of[lesson] if child not in seen]
        seen.update(below)
        holds = node if depth < DEEPEST else holder
        waiting.extend((child, holds, depth + (holds is node)) for child in reversed(below))
    for node in nodes:
        node.is_folded = len(nodes) > FOLD_BEYOND and bool(node.children) and not node.leads_here
    return root if root.children else None


def _nearest_source(lesson: int, link_of: Mapping[int, Link], readable: Mapping[int, Any]) -> int | None:
    seen = {lesson}
    while lesson in link_of and link_of[lesson].source not in seen:
        lesson = link_of[lesson].source
        if lesson in readable:
            return lesson
        seen.add(lesson)
    return None
