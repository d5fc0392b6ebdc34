"""Questions as they are shown on other pages."""

from django import template
from django.urls import reverse

from cms.kinds import kind_of

from ..models import Question
from ..reading import rows

register = template.Library()


@register.inclusion_tag("questions/_about.html", takes_context=True)
def questions_about(context, challenge, count=5) -> dict:
    """The newest questions about `challenge`, and the way to all of them, as far as this reader may see."""
    viewer = context["request"].viewer
    found = Question.objects.visible_to(viewer).listed().about(challenge)
    here = f"{kind_of(challenge).name}={challenge.slug}"
    # What they are about stands on top of the page: their words are neither read nor said again.
    newest = rows(found.newest_first().counting_answers()[: count + 1], viewer, about=lambda question, viewer: [])
    return {
        "rows": newest[:count],
        "are_more": len(newest) > count,
        "all_url": f"{reverse('questions:index')}?{here}",
        "ask_url": f"{reverse('questions:ask')}?{here}",
        "viewer": viewer,
    }


@register.inclusion_tag("questions/_own.html", takes_context=True)
def own_questions(context, count=5) -> dict:
    """What this reader asked last, and how many answers are there, for their desk."""
    viewer = context["request"].viewer
    questions = Question.objects.visible_to(viewer).listed().filter(author=viewer.user_id)
    return {"questions": questions.newest_first().counting_answers()[:count]}


@register.inclusion_tag("questions/_for_you.html", takes_context=True)
def questions_for_you(context, count=3) -> dict:
    """What this reader could answer from experience, the newest first, for their home page."""
    viewer = context["request"].viewer
    questions = Question.objects.visible_to(viewer).listed().answerable_by(viewer.user_id)
    return {"questions": questions.newest_first().counting_answers()[:count]}
