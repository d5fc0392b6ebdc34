from django.utils.translation import gettext_lazy as _

from cms.kinds import Kind

from .models import Question

QUESTION = Kind(
    name="question",
    label=_("Question"),
    plural=_("Questions"),
    model=Question,
    visible_to=lambda viewer: Question.objects.visible_to(viewer),
    title=lambda question: question.title,
    url=Question.get_absolute_url,
    key="code",
    listed=lambda questions: questions.listed(),
)
