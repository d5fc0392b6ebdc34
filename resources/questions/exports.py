from .models import Answer, Question, Written


def questions_of(user) -> dict:
    """What `user` asked and answered, withdrawn or not."""
    asked = Question.objects.filter(author=user).prefetch_related("challenges", "topics").order_by("pk")
    answered = Answer.objects.filter(author=user).select_related("question").order_by("pk")
    return {
        "asked": [
            {
                **_written(question),
                "title": question.title,
                "readers": question.audience,
                "words": [word.name for words in (question.challenges, question.topics) for word in words.all()],
                "accepted": question.accepted_on,
            }
            for question in asked
        ],
        "answered": [_written(answer) for answer in answered],
    }


def _written(written: Written) -> dict:
    return {
        "address": written.get_absolute_url(),
        "text": written.body,
        "written": written.written,
        "edited": written.edited,
        "withdrawn": written.withdrawn,
    }
