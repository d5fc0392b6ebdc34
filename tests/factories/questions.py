import factory

from resources.questions.models import Answer, Question


class QuestionFactory(factory.django.DjangoModelFactory):
    """A question for members; `challenges` and `topics` are rows."""

    class Meta:
        model = Question
        skip_postgeneration_save = True

    title = factory.Sequence(lambda number: f"How do you do {number}?")
    author = factory.SubFactory("tests.factories.members.UserFactory")

    @factory.post_generation
    def challenges(question, create, extracted, **kwargs):
        question.challenges.set(extracted or ())

    @factory.post_generation
    def topics(question, create, extracted, **kwargs):
        question.topics.set(extracted or ())


class AnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Answer

    question = factory.SubFactory(QuestionFactory)
    author = factory.SubFactory("tests.factories.members.UserFactory")
    body = "We asked them."
