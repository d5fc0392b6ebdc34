"""From a saved row to the outbox: which things must be read again when something changes.

Every receiver runs in the transaction of the change. Nothing here asks what changed, or decides what is indexed:
the drain reads the thing as it is by then. Fanning out is a query, so a rename reaches whatever uses the name.
"""

from collections.abc import Callable, Iterable

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Model, Q
from django.db.models.signals import m2m_changed, post_save, pre_delete
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms.actions import audience_changed
from cms.models import AboutPage
from cms.vocabulary.models import (
    Challenge,
    DatedMeaning,
    Expertise,
    Gateway,
    GatewayScheme,
    Outcome,
    OutcomeNote,
    Term,
    Topic,
)
from convenings.program.models import ConveningPage, SessionPage, Speaker
from members.partnerships.models import Partnership, RosterEntry, Stage
from members.people.models import Language, PracticeState, Profile
from resources.agreements.models import AgreementTemplatePage, Clause, TemplateVersion
from resources.legal.models import AnswerTag, LegalAnswer, LegalResource, ResourceTag
from resources.lessons.models import Authorship, Cycle, LessonPage, LessonTag, Measurement
from resources.questions.models import Answer, Question
from resources.report_cards.models import ReportCard
from resources.systems.models import System, SystemKind

from . import indexing, outbox

Changed = Iterable[tuple[str, Iterable[int]]]
# What drafts, reviews and sign-ins write on a row: no reader of the index ever sees it.
BOOKKEEPING = {
    "draft_title", "has_unpublished_changes", "last_login", "latest_revision", "latest_revision_created_at",
    "latest_revision_id", "locked", "locked_at", "locked_by",
}  # fmt: skip


def _lessons(**lookups) -> Changed:
    return [("lesson", LessonPage.objects.filter(**lookups).values_list("pk", flat=True).distinct())]


def _people(**lookups) -> Changed:
    return [("person", Profile.objects.filter(**lookups).values_list("pk", flat=True).distinct())]


def _partnerships(**lookups) -> Changed:
    return [("partnership", Partnership.objects.filter(**lookups).values_list("pk", flat=True).distinct())]


def _questions(**lookups) -> Changed:
    return [("question", Question.objects.filter(**lookups).values_list("pk", flat=True).distinct())]


def _templates(**lookups) -> Changed:
    return [("agreement-template", AgreementTemplatePage.objects.filter(**lookups).values_list("pk", flat=True))]


def _report_cards(**lookups) -> Changed:
    return [("report-card", ReportCard.objects.filter(**lookups).values_list("pk", flat=True).distinct())]


def _systems(**lookups) -> Changed:
    return [("system", System.objects.filter(**lookups).values_list("pk", flat=True).distinct())]


def _sessions(**lookups) -> Changed:
    return [("session", SessionPage.objects.filter(**lookups).values_list("pk", flat=True).distinct())]


def _signed_by(user_id: int) -> Changed:
    """What has the name of this person in its byline."""
    return [*_lessons(authorships__user_id=user_id), *_sessions(speakers__user_id=user_id)]


def _of_user(user) -> Changed:
    # The name stands in the person's own document and in the byline of every lesson and session.
    profiles = Profile.objects.filter(user_id=user.pk).values_list("pk", flat=True)
    return [("person", profiles), *_signed_by(user.pk)]


def _of_partnership(partnership) -> Changed:
    ours = Q(partnership=partnership) | Q(about_partnerships=partnership)
    lessons = LessonPage.objects.filter(ours).values_list("pk", flat=True).distinct()
    people = Profile.objects.filter(user__roster_entries__partnership=partnership).values_list("pk", flat=True)
    return [
        ("partnership", [partnership.pk]),
        ("lesson", lessons),
        ("person", people.distinct()),
        *_sessions(partnerships=partnership),
        *_report_cards(partnership=partnership),
        *_systems(partnership=partnership),
    ]


FOLLOWED: dict[type[Model], Callable[[Model], Changed]] = {
    LessonPage: lambda lesson: [("lesson", [lesson.pk])],
    AboutPage: lambda page: [("about", [page.pk])],
    AgreementTemplatePage: lambda page: [("agreement-template", [page.pk])],
    TemplateVersion: lambda version: [("agreement-template", [version.page_id])],
    Clause: lambda clause: [("agreement-template", [clause.version.page_id])],
    LegalResource: lambda resource: [("legal-resource", [resource.pk])],
    ResourceTag: lambda tag: [("legal-resource", [tag.content_object_id])],
    LegalAnswer: lambda answer: [("legal-answer", [answer.pk])],
    AnswerTag: lambda tag: [("legal-answer", [tag.content_object_id])],
    Cycle: lambda cycle: [("lesson", [cycle.lesson_id])],
    Measurement: lambda result: [("lesson", [result.cycle.lesson_id])],
    Authorship: lambda authorship: [("lesson", [authorship.lesson_id])],
    LessonTag: lambda tag: [("lesson", [tag.content_object_id])],
    Question: lambda question: [("question", [question.pk])],
    Answer: lambda answer: [("question", [answer.question_id])],
    ReportCard: lambda card: [("report-card", [card.pk])],
    System: lambda system: [("system", [system.pk])],
    SystemKind: lambda kind: _systems(kinds=kind),
    ConveningPage: lambda page: [("convening", [page.pk]), *_sessions(path__startswith=page.path)],
    SessionPage: lambda page: [("session", [page.pk])],
    Speaker: lambda speaker: [("session", [speaker.session_id])],
    Profile: lambda profile: [("person", [profile.pk]), *_signed_by(profile.user_id)],
    get_user_model(): _of_user,
    RosterEntry: lambda entry: _of_user(entry.user),
    Partnership: _of_partnership,
    Stage: lambda stage: [("partnership", [stage.partnership_id])],
    Outcome: lambda word: [
        ("outcome", [word.pk]),
        *_lessons(outcomes=word),
        *_people(user__roster_entries__partnership__outcomes=word),
        *_partnerships(outcomes=word),
        *_report_cards(outcomes=word),
    ],
    OutcomeNote: lambda note: [("outcome", [note.outcome_id])],
    Challenge: lambda word: [
        ("challenge", [word.pk]),
        *_lessons(challenges=word),
        *_people(challenges_known=word),
        *_sessions(challenges__challenge=word),
        *_questions(challenges=word),
        *_templates(challenges=word),
    ],
    Expertise: lambda word: [*_people(expertise_offered=word), *_people(help_wanted=word)],
    Language: lambda language: [("person", [language.profile_id])],
    PracticeState: lambda state: [("person", [state.profile_id])],
    Term: lambda word: [("term", [word.pk])],
    DatedMeaning: lambda meaning: [("term", [meaning.term_id])],
    Topic: lambda word: [*_lessons(topics=word), *_sessions(topics__topic=word), *_questions(topics=word)],
    Gateway: lambda gateway: [*_lessons(gateway=gateway), *_partnerships(stages__gateway=gateway)],
    GatewayScheme: lambda scheme: _partnerships(stages__gateway__scheme=scheme),
}
# The links of things to words, each with the kind of the things.
WORDS = {
    LessonPage.outcomes.through: "lesson",
    LessonPage.challenges.through: "lesson",
    LessonPage.topics.through: "lesson",
    LessonPage.about_partnerships.through: "lesson",
    Question.challenges.through: "question",
    AgreementTemplatePage.challenges.through: "agreement-template",
    Question.topics.through: "question",
    ReportCard.outcomes.through: "report-card",
    System.kinds.through: "system",
}


def changed(things: Changed) -> None:
    """Note `things` in this transaction, and let the index hear of them once it has committed."""
    for kind, object_ids in things:
        outbox.note(kind, object_ids)
    # A failure is logged and leaves its rows in the outbox: whoever saved something is not told about the index.
    transaction.on_commit(indexing.drain_after_commit, robust=True)


def on_save(sender, instance, update_fields=None, raw=False, **kwargs) -> None:
    if update_fields is not None and BOOKKEEPING.issuperset(update_fields):
        return
    changed(FOLLOWED[sender](instance))


def on_delete(sender, instance, **kwargs) -> None:
    changed(FOLLOWED[sender](instance))


def on_erased(sender, instance, **kwargs) -> None:
    """Somebody's account goes: neither the index nor an older one that is kept may hold the name."""
    outbox.note_purge()


def on_page(sender, instance, **kwargs) -> None:
    if sender in FOLLOWED:
        changed(FOLLOWED[sender](instance))


def on_move(sender, instance, **kwargs) -> None:
    """A moved page takes its whole branch along."""
    branch = {"path__startswith": instance.path}
    changed(
        [
            ("lesson", LessonPage.objects.filter(**branch).values_list("pk", flat=True)),
            ("about", AboutPage.objects.filter(**branch).values_list("pk", flat=True)),
            ("convening", ConveningPage.objects.filter(**branch).values_list("pk", flat=True)),
            *_sessions(**branch),
            *_templates(**branch),
        ]
    )


def on_audience(sender, page, **kwargs) -> None:
    if sender in FOLLOWED:
        changed(FOLLOWED[sender](page))


def on_words(sender, instance, action, reverse, pk_set, **kwargs) -> None:
    """The words of a thing were set one by one, or a word's things were."""
    kind = WORDS[sender]
    if action in ("pre_clear", "post_add", "post_remove"):
        if not reverse:
            changed([(kind, [instance.pk])])
        elif pk_set:
            changed([(kind, pk_set)])
        elif isinstance(instance, tuple(FOLLOWED)):
            changed(FOLLOWED[type(instance)](instance))


def on_watched(sender, instance, action, reverse, pk_set, **kwargs) -> None:
    """What a partnership watches was set one by one; people are found by it too."""
    if action in ("pre_clear", "post_add", "post_remove"):
        partnerships = Partnership.objects.filter(pk__in=pk_set or ()) if reverse else [instance]
        for partnership in partnerships:
            changed(_of_partnership(partnership))


def connect() -> None:
    for model in FOLLOWED:
        post_save.connect(on_save, sender=model, dispatch_uid=f"search-save-{model.__name__}")
        pre_delete.connect(on_delete, sender=model, dispatch_uid=f"search-delete-{model.__name__}")
    pre_delete.connect(on_erased, sender=get_user_model(), dispatch_uid="search-erased")
    for signal in (page_published, page_unpublished, page_slug_changed):
        signal.connect(on_page, dispatch_uid=f"search-page-{id(signal)}")
    post_page_move.connect(on_move, dispatch_uid="search-move")
    audience_changed.connect(on_audience, dispatch_uid="search-audience")
    for links in WORDS:
        m2m_changed.connect(on_words, sender=links, dispatch_uid=f"search-words-{links._meta.label}")
    m2m_changed.connect(on_watched, sender=Partnership.outcomes.through, dispatch_uid="search-watched")
