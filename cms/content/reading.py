"""YAML and front matter, read so that every value still knows its line. Nothing here touches the database."""

from dataclasses import dataclass
from pathlib import Path

import yaml
from django.conf import settings


class ContentError(Exception):
    """The content is not as it should be; `problems` are sentences of the form ``file:line: what is wrong``."""

    def __init__(self, problems: list[str]):
        super().__init__("\n".join(problems))
        self.problems = problems


class Mapping(dict):
    """A mapping of a file: `place` names where it begins, `places` where each of its values does."""

    place: str
    places: dict[str, str]


class Sequence(list):
    """A list of a file, with the place of each of its items."""

    places: list[str]


@dataclass(frozen=True)
class Section:
    """A heading of a Markdown text, what stands below it, and where."""

    heading: str
    text: str
    place: str


def shown(path: Path) -> str:
    """`path` as people know it: from the top of the project."""
    return str(path.relative_to(settings.BASE_DIR)) if path.is_relative_to(settings.BASE_DIR) else str(path)


def read_yaml(path: Path) -> Mapping:
    """The mapping that the file holds. Raises ContentError for bad YAML, duplicate keys, or no mapping."""
    return _parse(path.read_text(encoding="utf-8"), shown(path), first_line=1)


def read_front_matter(path: Path) -> tuple[Mapping, list[Section]]:
    """The mapping between the two ``---`` of a Markdown file, and the sections of the text below it.

    What stands before the first ``##`` is a section without a heading. Raises ContentError.
    """
    return front_matter_of(path.read_text(encoding="utf-8"), shown(path))


def front_matter_of(text: str, name: str) -> tuple[Mapping, list[Section]]:
    """The same of a `text` that is called `name` in what is said about it."""
    parts = text.split("---\n", 2)
    if len(parts) != 3 or parts[0]:
        raise ContentError([f"{name}:1: no front matter between two lines of ---"])
    _nothing, head, body = parts
    line = head.count("\n") + 3
    return _parse(head, name, first_line=2), _sections(body, name, line)


def _sections(body: str, name: str, line: int) -> list[Section]:
    sections, heading, began, lines = [], "", line, []
    for number, text in enumerate([*body.splitlines(), "## "], start=line):
        if not text.startswith("## "):
            lines.append(text)
            continue
        words = "\n".join(lines).strip()
        if heading or words:
            sections.append(Section(heading, words, f"{name}:{began}"))
        heading, began, lines = text[3:].strip(), number, []
    return sections


def _parse(text: str, name: str, first_line: int) -> Mapping:
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + first_line if error.problem_mark else first_line
        raise ContentError([f"{name}:{line}: {error.problem}"]) from error
    if not isinstance(node, yaml.MappingNode):
        raise ContentError([f"{name}:{first_line}: a mapping is expected here"])
    return _Builder(name, first_line).build(node)


class _Builder:
    """Makes Python values of YAML nodes, as the safe loader would, but keeps where each began."""

    def __init__(self, name: str, first_line: int):
        self.name, self.first_line = name, first_line
        self.scalars = yaml.constructor.SafeConstructor()

    def place(self, node) -> str:
        return f"{self.name}:{node.start_mark.line + self.first_line}"

    def build(self, node):
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node)
        if isinstance(node, yaml.SequenceNode):
            items = Sequence(self.build(item) for item in node.value)
            items.places = [self.place(item) for item in node.value]
            return items
        try:
            return self.scalars.construct_object(node)
        except (ValueError, yaml.constructor.ConstructorError) as error:
            raise ContentError([f"{self.place(node)}: “{node.value}” cannot be read"]) from error

    def mapping(self, node) -> Mapping:
        values = Mapping()
        values.place, values.places = self.place(node), {}
        for key_node, value_node in node.value:
            key = self.build(key_node)
            if not isinstance(key, str):
                raise ContentError([f"{self.place(key_node)}: the key “{key}” must be a text"])
            if key in values:
                raise ContentError([f"{self.place(key_node)}: duplicate key “{key}”"])
            values[key] = self.build(value_node)
            values.places[key] = self.place(key_node)
        return values
