"""Asking and answering: what a list and a page show to whom, and what each may do there."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from cms.audiences import partnership_token
from members.accounts.actions import erase
from members.people.models import Profile
from resources.questions import actions
from resources.questions.models import Answer, Question
from resources.questions.notices import tell_withdrawn
from tests.factories import AnswerFactory, ChallengeFactory, CommentFactory, QuestionFactory, TopicFactory, member_of
from tests.tabs import sent_by

pytestmark = pytest.mark.django_db

LIST, ASK = "/questions/", "/questions/ask/"
ASKED = {"title": "May we mask?", "body": "We have **two** schools.", "audience": "members"}
LIST_QUERIES = {"visitor": 9, "member": 15}
PAGE_QUERIES = {"visitor": 7, "member": 14}


@pytest.fixture
def asked(people):
    """A question of the colleague, for members, answered by the member."""
    question = QuestionFactory(author=people["colleague"], title="Who owns the roster?", body="The *roster*.")
    AnswerFactory(question=question, author=people["member"], body="We *asked* them.")
    return question


def titles(response) -> list[str]:
    return [row.question.title for row in response.context["rows"]]


def counts(response) -> list[int]:
    return [tab["count"] for tab in response.context["tabs"]]


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        ("visitor", {"public"}),
        ("unapproved", {"public"}),
        ("member", {"public", "members"}),
        ("colleague", {"public", "members", "partnership"}),
    ],
)
def test_a_question_and_its_answers_are_read_by_its_readers(clients, partnership, reader, expected):
    audiences = {"public": "public", "members": "members", "partnership": partnership_token(partnership.pk)}
    made = {name: QuestionFactory(title=f"For {name}?", audience=token) for name, token in audiences.items()}
    for question in made.values():
        AnswerFactory(question=question, body="Rosemary.")

    listed = set(titles(clients[reader].get(LIST)))
    pages = {name: clients[reader].get(question.get_absolute_url()) for name, question in made.items()}

    assert listed == {f"For {name}?" for name in expected}
    assert {name for name, page in pages.items() if page.status_code == 200} == expected
    assert {page.status_code for name, page in pages.items() if name not in expected} <= {404}
    assert {name for name, page in pages.items() if "Rosemary." in page.content.decode()} == expected


def test_an_empty_list_leads_to_the_form(client):
    text = client.get(LIST).content.decode()

    assert "No question is here for you to read yet" in text
    assert f'href="{ASK}"' in text


def test_a_member_asks_with_one_line_and_reads_it_at_once(clients, people):
    response = clients["colleague"].post(ASK, {"title": "May we mask?", "audience": "members"}, follow=True)

    question = Question.objects.get()
    assert (question.author, question.audience) == (people["colleague"], "members")
    assert response.redirect_chain == [(question.get_absolute_url(), 302)]
    assert "May we mask?" in response.content.decode()


def test_asking_keeps_words_and_renders_markdown_without_html(clients):
    challenge, topic = ChallengeFactory(), TopicFactory()
    body = "**two** <script>alert(1)</script>"

    page = clients["member"].post(
        ASK, {**ASKED, "body": body, "challenges": [challenge.pk], "topics": [topic.pk]}, follow=True
    )

    assert "<strong>two</strong> &lt;script&gt;" in page.content.decode()
    question = Question.objects.get()
    assert ([*question.challenges.all()], [*question.topics.all()]) == ([challenge], [topic])


@pytest.mark.parametrize(("reader", "status"), [("visitor", 302), ("unapproved", 403)])
def test_only_members_ask_and_answer(clients, asked, reader, status):
    Question.objects.update(audience="public")

    asking = clients[reader].post(ASK, ASKED)
    answering = clients[reader].post(f"{asked.get_absolute_url()}answer/", {"body": "Ours."})

    assert (asking.status_code, answering.status_code) == (status, status)
    assert (Question.objects.count(), Answer.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""}, {"title": "x" * 141}, {"title": "a\u202eb"}, {"title": "a\x00b"}, {"body": "x" * 5001},
        {"body": "\n| \n" * 3000}, {"audience": "staff"}, {"audience": "user:1"}, {"audience": "partnership:99"},
        {"audience": ""}, {"challenges": ["x"]}, {"challenges": ["9" * 30]}, {"topics": ["-1", "\x00"]},
    ],
)  # fmt: skip
def test_a_wrong_question_comes_back_with_what_was_typed(clients, wrong):
    response = clients["member"].post(ASK, {**ASKED, **wrong})

    assert (response.status_code, Question.objects.count()) == (422, 0)
    assert 'role="alert"' in response.content.decode()


def test_at_most_five_words_of_a_sort(clients):
    challenges = [ChallengeFactory().pk for _ in range(6)]

    assert clients["member"].post(ASK, {**ASKED, "challenges": challenges}).status_code == 422
    assert clients["member"].post(ASK, {**ASKED, "challenges": challenges[:5]}).status_code == 302


def test_sent_twice_it_is_one_question_and_one_answer(clients, asked):
    url = f"{asked.get_absolute_url()}answer/"
    for _ in range(2):
        question = clients["member"].post(ASK, ASKED, follow=True)
        answer = clients["member"].post(url, {"body": "The county."}, follow=True)

    assert "there already" in question.content.decode()
    assert "there already" in answer.content.decode()
    assert (Question.objects.count(), asked.answers.filter(body="The county.").count()) == (2, 1)


def test_whoever_answers_themselves_is_not_told_that_they_are_told(clients, asked):
    url = f"{asked.get_absolute_url()}answer/"
    said = {by: clients[by].post(url, {"body": by}, follow=True).content.decode() for by in ("colleague", "reviewer")}

    assert {by: "Your answer is there." in page for by, page in said.items()} == {"colleague": True, "reviewer": True}
    assert {by: "Whoever asked is told" in page for by, page in said.items()} == {"colleague": False, "reviewer": True}


def test_somebody_who_writes_very_much_is_told_to_wait_and_loses_nothing(clients, people, monkeypatch):
    monkeypatch.setattr(actions, "QUESTIONS_A_DAY", 1)
    monkeypatch.setattr(actions, "ANSWERS_A_DAY", 1)
    question = QuestionFactory(author=people["member"])
    AnswerFactory(question=question, author=people["member"])

    asking = clients["member"].post(ASK, ASKED)
    answering = clients["member"].post(f"{question.get_absolute_url()}answer/", {"body": "Ours too."})
    Question.objects.update(written=timezone.now() - timedelta(days=2))
    tomorrow = clients["member"].post(ASK, ASKED)

    assert (asking.status_code, answering.status_code, tomorrow.status_code) == (422, 422, 302)
    assert "We have **two** schools." in asking.content.decode()
    assert "Ours too." in answering.content.decode()


def test_the_form_begins_with_what_a_search_or_a_challenge_gave(clients):
    seen, hidden = ChallengeFactory(slug="seen"), ChallengeFactory(slug="hidden", audience="staff")

    form = clients["member"].get(ASK, {"title": " two\n words ", "challenge": "seen"}).context["form"]
    other = clients["member"].get(ASK, {"challenge": "hidden", "title": "x" * 500}).context["form"]

    assert (form["title"].value(), form["challenges"].value()) == ("two words", [seen.pk])
    assert (len(other["title"].value()), other["challenges"].value()) == (140, [])
    assert hidden not in other.fields["challenges"].queryset


def test_whoever_asked_is_told_of_an_answer_by_a_name_that_they_may_know(
    clients, people, asked, django_capture_on_commit_callbacks
):
    Profile.objects.filter(user=people["reviewer"]).update(audience=f"user:{people['reviewer'].pk}")
    with django_capture_on_commit_callbacks(execute=True):
        clients["reviewer"].post(f"{asked.get_absolute_url()}answer/", {"body": "Ask the county."})
        clients["colleague"].post(f"{asked.get_absolute_url()}answer/", {"body": "I found it."})

    notices = people["colleague"].notifications.all()
    assert [notice.subject for notice in notices] == ["An answer: Who owns the roster?"]
    assert "Rita" not in notices[0].text
    assert notices[0].url == Answer.objects.get(body="Ask the county.").get_absolute_url()


def test_the_asker_accepts_one_answer_at_a_time_and_it_stands_first(
    clients, people, asked, django_capture_on_commit_callbacks
):
    first = asked.answers.get()
    second = AnswerFactory(question=asked, author=people["reviewer"], body="Second.")
    url = asked.get_absolute_url()
    with django_capture_on_commit_callbacks(execute=True):
        for answer in (first, second):
            clients["colleague"].post(f"{url}{answer.code}/accept/")
    page = clients["member"].get(url)

    assert [post.written for post in page.context["answers"]] == [second, first]
    assert f"Accepted {date_format(timezone.localdate(), 'F j, Y')}" in page.content.decode()
    assert people["reviewer"].notifications.count() == 1
    clients["colleague"].post(f"{url}{second.code}/accept/", {"no": "1"})
    assert not Question.objects.get().is_answered


@pytest.mark.parametrize("reader", ["member", "reviewer", "staff"])
def test_nobody_else_accepts_or_edits(clients, asked, reader):
    url, answer = asked.get_absolute_url(), asked.answers.get()
    theirs = [f"{url}edit/"] + ([] if reader == "member" else [f"{url}{answer.code}/edit/"])

    assert clients[reader].post(f"{url}{answer.code}/accept/").status_code == 404
    assert {clients[reader].get(address).status_code for address in theirs} == {404}
    assert not Question.objects.get().is_answered


def test_own_words_are_edited_and_say_so(clients, asked):
    url, answer = asked.get_absolute_url(), asked.answers.get()

    for reader, address, changed in (
        ("colleague", f"{url}edit/", {"title": "May we mask?"}),
        ("member", f"{url}{answer.code}/edit/", {"body": "Changed."}),
    ):
        clients[reader].post(address, sent_by(clients[reader].get(address), **changed))
    page = clients["staff"].get(url).content.decode()

    assert "May we mask?" in page
    assert "Changed." in page
    assert page.count("edited") == 2


def test_two_tabs_do_not_overwrite_each_other_unseen(clients, asked):
    url, answer = asked.get_absolute_url(), asked.answers.get()
    for reader, address in (("colleague", f"{url}edit/"), ("member", f"{url}{answer.code}/edit/")):
        first, second = clients[reader].get(address), clients[reader].get(address)
        clients[reader].post(address, sent_by(first, body="One."))
        late = clients[reader].post(address, sent_by(second, body="Two."))

        text = late.content.decode()
        assert (late.status_code, "<p>One.</p>" in text, "Two.</textarea>" in text) == (409, True, True)
        assert clients[reader].post(address, sent_by(late)).status_code == 302
    assert (Question.objects.get().body, Answer.objects.get().body) == ("Two.", "Two.")


def test_readers_are_not_added_once_others_have_answered(clients, asked):
    url = f"{asked.get_absolute_url()}edit/"

    form = sent_by(clients["colleague"].get(url), audience="public")
    wider = clients["colleague"].post(url, form)
    Answer.objects.all().delete()
    alone = clients["colleague"].post(url, form)

    assert (wider.status_code, alone.status_code) == (422, 302)
    assert Question.objects.get().audience == "public"


def test_words_that_the_asker_may_not_read_stay(clients, asked):
    hidden = ChallengeFactory(audience="staff")
    asked.challenges.add(hidden)

    address = f"{asked.get_absolute_url()}edit/"
    saved = clients["colleague"].post(address, sent_by(clients["colleague"].get(address), body="Ours."))

    assert saved.status_code == 302
    assert [*Question.objects.get().challenges.all()] == [hidden]
    assert hidden.name not in clients["colleague"].get(asked.get_absolute_url()).content.decode()


def test_a_withdrawn_question_is_a_stub_and_in_no_list(clients, asked):
    url = asked.get_absolute_url()
    before = clients["colleague"].get(f"{url}withdraw/")
    clients["colleague"].post(f"{url}withdraw/")
    page, again = clients["member"].get(url), clients["colleague"].post(f"{url}withdraw/", follow=True)
    late = clients["member"].post(f"{url}answer/", {"body": "My long answer."})

    assert before.status_code == 200
    assert (page.status_code, "roster</em>" in page.content.decode()) == (200, False)
    assert "asked</em>" not in page.content.decode()
    assert "Nothing has changed" in again.content.decode()
    assert titles(clients["member"].get(LIST)) == []
    assert (late.status_code, "My long answer." in late.content.decode()) == (409, True)
    assert clients["member"].get(f"{url}{asked.answers.get().code}/edit/").status_code == 404


def test_a_withdrawn_answer_leaves_a_line_and_is_accepted_no_more(clients, people, asked):
    answer = asked.answers.get()
    actions.accept(answer=answer, by=people["colleague"])

    clients["member"].post(f"{asked.get_absolute_url()}{answer.code}/withdraw/")
    page = clients["colleague"].get(asked.get_absolute_url()).content.decode()
    late = clients["colleague"].post(f"{asked.get_absolute_url()}{answer.code}/accept/")

    assert ("asked</em>" in page, "An answer stood here." in page) == (False, True)
    assert (late.status_code, Question.objects.get().is_answered) == (302, False)
    assert counts(clients["colleague"].get(LIST))[:2] == [1, 1]


def test_whoever_answered_is_told_of_a_withdrawal_without_the_title_that_they_may_no_longer_read(
    people, asked, django_capture_on_commit_callbacks
):
    answer = Answer.objects.create(question=asked, author=people["reviewer"], body="Ask the county.")
    Question.objects.update(audience=f"user:{people['colleague'].pk}", title="Now among ourselves")
    with django_capture_on_commit_callbacks(execute=True):
        tell_withdrawn(written=answer, actor=people["staff"])

    notice = people["reviewer"].notifications.get()
    assert notice.subject == "An answer of yours is withdrawn"
    assert ("Ask the county." in notice.text, "among ourselves" in notice.text) == (True, False)


def test_network_staff_withdraw_and_the_author_is_told(clients, people, asked, django_capture_on_commit_callbacks):
    url = asked.get_absolute_url()
    with django_capture_on_commit_callbacks(execute=True):
        clients["staff"].post(f"{url}withdraw/")

    assert "by network staff" in clients["member"].get(url).content.decode()
    assert [notice.subject for notice in people["colleague"].notifications.all()] == ["Withdrawn: Who owns the roster?"]
    assert clients["reviewer"].get(f"{url}withdraw/").status_code == 404
    assert len(mail.outbox) <= 1


def test_names_are_shown_as_each_reader_may_know_them(clients, people, asked):
    Question.objects.update(audience="public")
    url = asked.get_absolute_url()

    member, visitor = (clients[name].get(url).content.decode() for name in ("reviewer", "visitor"))
    listed = {name: clients[name].get(LIST).content.decode() for name in ("reviewer", "visitor")}

    assert ("Cora Colleague" in member, "Mel Member" in member) == (True, True)
    assert ("Cora Colleague" in visitor, "Mel Member" in visitor) == (False, False)
    assert "A data manager at Twin Forks" in visitor
    assert ("Cora Colleague" in listed["reviewer"], "Cora Colleague" in listed["visitor"]) == (True, False)


def test_whoever_was_erased_leaves_the_words_without_a_name(clients, people, asked):
    own = clients["colleague"].get("/accounts/data/export/").json()["questions"]
    erase(user=people["colleague"])
    page = clients["member"].get(asked.get_absolute_url()).content.decode()

    assert [(each["title"], each["text"]) for each in own["asked"]] == [("Who owns the roster?", "The *roster*.")]
    assert ("Cora" in page, "A former member" in page, "<em>roster</em>" in page) == (False, True, True)


def test_tabs_show_what_waits_what_one_could_answer_and_ones_own(clients, people):
    known, other = ChallengeFactory(name="Fear of blame"), ChallengeFactory()
    Profile.objects.get(user=people["member"]).challenges_known.add(known)
    QuestionFactory(title="Known", challenges=[known, other])
    QuestionFactory(title="Other", challenges=[other])
    AnswerFactory(question__title="Answered by me", question__challenges=[known], author=people["member"])
    QuestionFactory(title="Mine", author=people["member"], challenges=[known])
    client = clients["member"]

    shown = {name: client.get(LIST, {"show": name}) for name in ("", "waiting", "could", "mine", "nonsense")}

    assert {name: set(titles(page)) for name, page in shown.items()} == {
        "": {"Known", "Other", "Answered by me", "Mine"},
        "nonsense": {"Known", "Other", "Answered by me", "Mine"},
        "waiting": {"Known", "Other", "Mine"},
        "could": {"Known"},
        "mine": {"Mine"},
    }
    assert counts(shown[""]) == [4, 3, 1, 1]
    assert "You know it from experience: Fear of blame" in shown["could"].content.decode()
    assert counts(clients["visitor"].get(LIST, {"show": "mine"})) == [0, 0]


def test_facets_count_what_the_reader_may_see_and_rubbish_is_left_out(clients):
    seen, hidden = ChallengeFactory(slug="seen"), ChallengeFactory(slug="hidden", audience="staff")
    topic = TopicFactory(slug="masking")
    QuestionFactory(title="Both", challenges=[seen, hidden], topics=[topic])
    QuestionFactory(title="Staff", challenges=[seen], audience="staff")
    QuestionFactory(title="Neither")
    client = clients["member"]

    facets = {facet["name"]: facet["options"] for facet in client.get(LIST).context["facets"]}
    narrow = client.get(LIST, {"challenge": "seen", "topic": "masking"})
    rubbish = client.get(LIST + "?page=9999999999999&challenge=%F0&topic=" + "x" * 400)

    assert {name: [(each.value, each.count) for each in options] for name, options in facets.items()} == {
        "challenge": [("seen", 1)],
        "topic": [("masking", 1)],
    }
    assert titles(narrow) == ["Both"]
    assert (rubbish.status_code, titles(rubbish)) == (200, [])


def test_similar_questions_appear_while_one_types(clients):
    QuestionFactory(title="How do you mask a district total?")
    QuestionFactory(title="Who owns a district?", audience="staff")
    QuestionFactory(title="What about attendance?")

    like = clients["member"].get("/questions/like/", {"title": "Should I mask the district numbers?"})

    assert [question.title for question in like.context["found"]] == ["How do you mask a district total?"]
    assert clients["member"].get("/questions/like/", {"title": "a %_ \u0000"}).status_code in (200, 400)
    assert clients["visitor"].get("/questions/like/").status_code == 302


def test_a_challenge_shows_what_was_asked_about_it(clients):
    challenge = ChallengeFactory(slug="fear")
    for number in range(6):
        QuestionFactory(title=f"Asked {number}", challenges=[challenge])
    QuestionFactory(title="Hidden", challenges=[challenge], audience="staff")

    member, visitor = (clients[name].get("/challenges/fear/").content.decode() for name in ("member", "visitor"))

    assert ([member.count(f"Asked {number}<") for number in range(6)], "Hidden" in member) == (
        [0, 1, 1, 1, 1, 1],
        False,
    )
    assert "/questions/?challenge=fear" in member
    assert f"{ASK}?challenge=fear" in member
    assert "Asked" not in visitor


@pytest.mark.parametrize("number", [1, 3, 30])
@pytest.mark.parametrize("reader", ["visitor", "member"])
def test_the_list_and_the_page_ask_as_much_for_one_as_for_thirty(clients, partnership, number, reader):
    authors = [member_of(partnership) for _ in range(number)]
    challenge, topic = ChallengeFactory(), TopicFactory()
    questions = [
        QuestionFactory(author=author, audience="public", challenges=[challenge], topics=[topic]) for author in authors
    ]
    for author in authors:
        AnswerFactory(question=questions[0], author=author)

    with CaptureQueriesContext(
        connection,
    ) as listed:
        clients[reader].get(LIST)
    with CaptureQueriesContext(connection) as read:
        clients[reader].get(questions[0].get_absolute_url())

    assert (len(listed), len(read)) == (LIST_QUERIES[reader], PAGE_QUERIES[reader])


def test_a_question_opens_no_comment_of_another_to_more_readers(people):
    question = QuestionFactory(author=people["member"], audience="members")
    before = actions.widest_for(question)

    CommentFactory(thing=question, author=people["colleague"])

    assert (before, actions.widest_for(question)) == ("public", "members")
