"""Taking the invented lessons away, and nothing that a person made of them."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.content.memory import Memory

from ..models import LessonPage
from . import links

ROW_FACTS = ("partnership", "attribution", "withdrawn_on", "withdrawn_by", "withdrawn_reason")


def remove_lessons(memory: Memory) -> list[str]:
    """Delete invented lessons, the latest of each family first.

    One that a lesson of a person was adapted from stays as a stub without a word of its text, so that the family
    tree of the person's lesson stays whole; likewise one that a person commented on, so that nobody's words are
    destroyed. One that a person has become an author of is theirs, and stays.
    """
    said = []
    links.remove_links(memory)
    for _key, lesson in memory.invented("lesson", LessonPage):
        if lesson.authorships.filter(user__is_demo=False).exists():
            said.append(_("“%(title)s” stays: it has an author who is not invented.") % {"title": lesson.title})
        elif lesson.adaptations.exists():
            _leave_stub(lesson)
            said.append(_("“%(title)s” stays as a stub: another lesson came from it.") % {"title": lesson.title})
        elif memory.why_it_stays(lesson):
            _leave_stub(lesson)
            why = _("“%(title)s” stays as a stub: somebody who is not invented commented on it.")
            said.append(why % {"title": lesson.title})
        else:
            lesson.delete()
    memory.forget_removed("lesson", LessonPage)
    return said


def _leave_stub(lesson: LessonPage) -> None:
    for records in (lesson.authorships, lesson.cycles, lesson.flags, lesson.revisions, lesson.workflow_states):
        records.all().delete()
    stub = LessonPage.objects.get(pk=lesson.pk)
    for name, _heading in LessonPage.SECTIONS:
        setattr(stub, name, "")
    stub.summary = stub.attribution = stub.source = stub.effort_note = stub.data_level = ""
    stub.artifacts, stub.people_involved = [], []
    stub.staff_hours = stub.cash_usd = stub.elapsed_months = stub.review_by = None
    stub.gateway = stub.partnership = stub.owner = None
    stub.outcomes = stub.challenges = stub.topics = stub.about_partnerships = []
    for words in (stub.tags, stub.systems, stub.report_cards):
        words.clear()
    stub.withdrawn_on = timezone.localdate()
    stub.withdrawn_by = _("Network staff")
    stub.withdrawn_reason = _("It was invented, to try the site with, and was removed with all demonstration content.")
    stub.has_unpublished_changes = False
    stub.save(clean=False)
    # Facts of the row are written only by a save that names them.
    stub.save(update_fields=ROW_FACTS, clean=False)
