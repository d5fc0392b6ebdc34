import factory
from django.utils import timezone

from resources.lessons.models import Authorship, LessonIndexPage, LessonPage


class LessonFactory(factory.django.DjangoModelFactory):
    """A published lesson below the lessons shelf; `authors` are users, `challenges` and so on vocabulary."""

    class Meta:
        model = LessonPage
        skip_postgeneration_save = True

    title = factory.Sequence(lambda number: f"Lesson {number}")
    slug = factory.Sequence(lambda number: f"lesson-{number}")
    summary = "What one place learned."
    context = "A county with six districts."
    live = True
    first_published_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model, *args, authors=(), challenges=(), outcomes=(), topics=(), **fields):
        lesson = model(**fields)
        lesson.challenges, lesson.outcomes, lesson.topics = challenges, outcomes, topics
        LessonIndexPage.objects.get().add_child(instance=lesson)
        for order, author in enumerate(authors):
            Authorship.objects.create(lesson=lesson, user=author, order=order)
        return lesson
