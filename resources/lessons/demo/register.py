"""The challenge registers of the demo: an invented partnership faces what its published lessons are about."""

from cms.content.memory import Memory
from cms.content.pack import Pack
from cms.vocabulary.models import Challenge
from members.partnerships.models import FacedChallenge, Partnership

from .reading import Lesson


def write_registers(pack: Pack, memory: Memory) -> None:
    """One line for each challenge of each invented partnership, since the first of its lessons about it began.

    What was tried is those lessons, which its page shows beside the line. Nobody has said how heavy it is.
    """
    partnerships = memory.found("partnership", Partnership.objects.filter(is_demo=True))
    challenges = memory.found("challenge", Challenge.objects.all())
    known = set(FacedChallenge.objects.values_list("partnership", "challenge"))
    for (place, word), since in _first_lessons(pack).items():
        key = f"{place}/{word}"
        if place not in partnerships or word not in challenges or memory.knows("faced-challenge", key):
            continue
        pair = (partnerships[place].pk, challenges[word].pk)
        if pair not in known:
            entry = FacedChallenge.objects.create(partnership_id=pair[0], challenge_id=pair[1], **since)
            memory.remember("faced-challenge", key, entry, is_demo=True)


def _first_lessons(pack: Pack) -> dict[tuple[str, str], dict]:
    """(partnership, challenge) -> since when, from the first of the lessons that are published and not withdrawn."""
    first: dict[tuple[str, str], dict] = {}
    for lesson in sorted(pack.of("lesson").values(), key=_began):
        if lesson.is_demo and lesson.is_live and lesson.state != "withdrawn":
            since = {name: lesson.fields[f"started{ending}"] for name, ending in DATES.items()}
            for word in lesson.words["challenges"]:
                first.setdefault((lesson.partnership, word), since)
    return first


DATES = {"since": "", "since_precision": "_precision"}


def _began(lesson: Lesson) -> tuple[str, str]:
    return (str(lesson.fields["started"] or "9999"), lesson.slug)
