"""Facts of the row: audience, owner, authors. They act at once, drafts and reviews notwithstanding."""

from django.db import transaction

from cms.actions import set_audience

from ..models import Adaptation, Authorship, LessonPage
from ..notices import tell_coauthors
from ..versions import rights_version_of


@transaction.atomic
def set_rights(
    *, lesson: LessonPage, user, audience=None, partnership=..., coauthors=None, seen: str | None = None
) -> bool:
    """Set what is given of audience token, owning partnership (None: the network) and co-authors.

    `seen` names the rights that the person had before them (`rights_version_of`): if they have changed since, they
    stay as they are. True unless that was so.
    """
    LessonPage.objects.select_for_update().get(pk=lesson.pk)
    lesson.refresh_from_db(fields=["audience", "partnership"])
    if seen is not None and seen != rights_version_of(lesson):
        return False
    if audience is not None and audience != lesson.audience:
        set_audience(page=lesson, audience=audience)
    if partnership is not ... and (partnership and partnership.pk) != lesson.partnership_id:
        lesson.partnership = partnership
        lesson.save(update_fields=["partnership"], clean=False)
    if coauthors is not None:
        _set_coauthors(lesson, user, coauthors)
    return True


def _set_coauthors(lesson: LessonPage, user, coauthors) -> None:
    wanted = {person.pk for person in coauthors} | {lesson.owner_id or user.pk}
    lesson.authorships.exclude(user_id__in=wanted).delete()
    existing = set(lesson.authorships.values_list("user_id", flat=True))
    new = [person for person in coauthors if person.pk not in existing]
    for order, person in enumerate(new, start=len(existing)):
        Authorship.objects.create(lesson=lesson, user=person, order=order)
    tell_coauthors(lesson=lesson, people=new, actor=user)


def say_what_changed(*, lesson: LessonPage, changed: str) -> None:
    """Write down what this lesson changed of the one that it was adapted from."""
    Adaptation.objects.filter(lesson=lesson).update(changed=changed)
