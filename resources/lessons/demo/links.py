"""Which lessons tell of a data system or a report card: the content says it there, and the lesson keeps the link."""

from cms.content.memory import Memory
from cms.content.pack import Pack

from ..models import LessonPage

FIELDS = {"system": LessonPage.systems, "report-card": LessonPage.report_cards}


def write_links(pack: Pack, memory: Memory) -> None:
    lessons, told = memory.found("lesson", LessonPage.objects.all()), pack.of("lesson")
    for kind, links in FIELDS.items():
        things = memory.found(kind, links.field.related_model.objects.all())
        column = links.field.m2m_reverse_field_name()
        for thing_key, item in pack.of(kind).items():
            for slug in item.lessons:
                key = f"{slug}/{thing_key}"
                if slug not in lessons or thing_key not in things or memory.knows(_kind(kind), key):
                    continue
                pair = {"lessonpage": lessons[slug], column: things[thing_key]}
                link, is_new = links.through.objects.get_or_create(**pair)
                if is_new:
                    memory.remember(_kind(kind), key, link, is_demo=item.is_demo or told[slug].is_demo)


def remove_links(memory: Memory) -> None:
    for kind, links in FIELDS.items():
        for _key, link in memory.invented(_kind(kind), links.through):
            link.delete()
        memory.forget_removed(_kind(kind), links.through)


def _kind(kind: str) -> str:
    return f"lesson-on-{kind}"
