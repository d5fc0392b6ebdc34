"""Lessons as what a partnership tried, on its page."""

from collections import defaultdict
from collections.abc import Mapping

from django import template
from django.db.models import F

from ..models import LessonPage

register = template.Library()


@register.simple_tag(takes_context=True)
def lessons_by_challenge(context, partnership) -> Mapping[int, list[LessonPage]]:
    """Key of a challenge -> the lessons of `partnership` about it, as far as this reader may read them."""
    lessons = LessonPage.objects.visible_to(context["request"].viewer).listed().newest_first()
    made = defaultdict(list)
    for lesson in lessons.filter(partnership=partnership).without_text().annotate(about=F("challenges")):
        made[lesson.about].append(lesson)
    return made


@register.filter
def about(lessons: Mapping[int, list[LessonPage]], challenge) -> list[LessonPage]:
    return lessons.get(challenge.pk, [])
