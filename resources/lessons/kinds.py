from django.utils.translation import gettext_lazy as _

from cms.kinds import Kind

from .models import LessonPage

LESSON = Kind(
    name="lesson",
    label=_("Lesson"),
    plural=_("Lessons"),
    model=LessonPage,
    visible_to=lambda viewer: LessonPage.objects.visible_to(viewer),
    title=lambda lesson: lesson.title,
    url=LessonPage.get_absolute_url,
    listed=lambda lessons: lessons.listed(),
)
