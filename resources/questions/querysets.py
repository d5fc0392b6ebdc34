from django.db.models import Case, Count, Q, QuerySet, Value, When

from cms.audiences import VisibleQuerySet
from cms.vocabulary.models import Challenge, Topic

WORDS = {Challenge: "challenges", Topic: "topics"}


class QuestionQuerySet(VisibleQuerySet):
    def listed(self):
        """Those that lists and the index show: a withdrawn one leaves a stub at its address only."""
        return self.filter(withdrawn__isnull=True)

    def newest_first(self):
        return self.order_by("-written", "-pk")

    def about(self, word):
        """Those that name this challenge or topic."""
        return self.filter(**{WORDS[type(word)]: word})

    def waiting(self):
        """Those that nobody has answered."""
        return self.exclude(pk__in=self._with_answers(Q()))

    def answerable_by(self, user_id: int):
        """Those without an accepted answer, about a challenge that this person knows from experience: not their own,
        and not answered by them yet."""
        known = Challenge.objects.filter(known_by__user=user_id)
        theirs = self.model.objects.filter(challenges__in=known).order_by().values("pk")
        open_ones = self.filter(pk__in=theirs, accepted__isnull=True).exclude(author=user_id)
        return open_ones.exclude(pk__in=self._with_answers(Q(author=user_id)))

    def like(self, words: list[str]):
        """Those whose title has some of these words: the more of them, the earlier."""
        if not words:
            return self.none()
        shared = sum((Case(When(title__icontains=word, then=Value(1)), default=Value(0)) for word in words), Value(0))
        return (
            self.annotate(shared=shared).filter(shared__gte=min(2, len(words))).order_by("-shared", "-written", "-pk")
        )

    def _with_answers(self, such: Q):
        answers = self.model._meta.get_field("answers").related_model.objects.standing()
        return answers.filter(such).order_by().values("question")

    def counting_answers(self):
        """Each with `answers_there`; without the text."""
        standing = Count("answers", filter=Q(answers__withdrawn__isnull=True))
        return self.defer("body", "body_html").annotate(answers_there=standing)

    def as_rows(self):
        """With what a row of a list shows."""
        return self.counting_answers().prefetch_related("challenges", "topics")


class AnswerQuerySet(QuerySet):
    def visible_to(self, viewer):
        """Those that stand below a question that `viewer` may read."""
        questions = self.model.question.field.related_model.objects.visible_to(viewer).listed()
        return self.standing().filter(question__in=questions.order_by().values("pk"))

    def standing(self):
        """Those that are not withdrawn."""
        return self.filter(withdrawn__isnull=True)
