"""Questions are found by their words and by their answers, as their readers may, and never by who wrote them."""

import pytest
from django.utils.html import strip_tags

from resources.questions import actions
from search.models import OutboxRow
from tests.factories import AnswerFactory, ChallengeFactory, QuestionFactory, TopicFactory


@pytest.fixture
def asked(people):
    question = QuestionFactory(
        title="Who keeps the okapiroster?", body="We have a zebrafile.", author=people["colleague"],
        challenges=[ChallengeFactory(name="Ibexblame"), ChallengeFactory(name="Mothsecret", audience="staff")],
        topics=[TopicFactory(name="Lynxmasking")],
    )  # fmt: skip
    AnswerFactory(question=question, body="Ask the **pumacounty**.", author=people["member"])
    return question


def found(client, words) -> list[str]:
    page = client.get("/search/", {"q": words, "kind": "question", "exact": "1"}).context["page"]
    return [strip_tags(row.title) for row in page.rows]


def test_a_question_is_found_by_its_words_its_topics_and_its_answers(clients, asked, search_index):
    search_index()

    for word in ("okapiroster", "zebrafile", "ibexblame", "lynxmasking", "pumacounty"):
        assert (word, found(clients["member"], word)) == (word, [asked.title])
        assert (word, found(clients["visitor"], word)) == (word, [])
    for hidden in ("mothsecret", "Cora", "Mel"):
        assert (hidden, found(clients["member"], hidden)) == (hidden, [])


def test_a_row_says_how_far_it_has_come(clients, asked, people, search_index):
    actions.accept(answer=asked.answers.get(), by=people["colleague"])
    search_index()

    text = clients["member"].get("/search/", {"q": "okapiroster"}).content.decode()

    assert "1 answer, one accepted" in text
    assert "Ibexblame, Lynxmasking" in text
    assert "Mothsecret" not in text


def test_a_search_without_result_leads_to_the_form(clients, search_index):
    search_index()

    assert "/questions/ask/?title=zzyzx%20qqq" in clients["member"].get("/search/", {"q": "zzyzx qqq"}).content.decode()
    assert "/questions/ask/" not in clients["visitor"].get("/search/", {"q": "zzyzx"}).content.decode()


CHANGES = {
    "edit": lambda asked: asked.save(),
    "answer": lambda asked: AnswerFactory(question=asked),
    "withdraw an answer": lambda asked: asked.answers.get().save(),
    "erase an answer": lambda asked: asked.answers.get().delete(),
    "name a challenge": lambda asked: asked.challenges.add(ChallengeFactory()),
    "rename a challenge": lambda asked: asked.challenges.first().save(),
    "rename a topic": lambda asked: asked.topics.get().save(),
    "clear the topics": lambda asked: asked.topics.clear(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_its_document_is_noted(asked, change):
    OutboxRow.objects.all().delete()

    CHANGES[change](asked)

    assert OutboxRow.objects.filter(kind="question", object_id=asked.pk).exists()
