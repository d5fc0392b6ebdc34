from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.doors import members_only
from cms.http import render_part
from cms.typed import kept_in, typed_in
from cms.vocabulary.models import Challenge

from . import actions
from .filters import QuestionFilter
from .forms import AnswerForm, QuestionForm
from .likeness import telling_words
from .models import LONGEST_TITLE, Answer, Question, Written
from .permissions import can_answer, can_edit, can_withdraw
from .reading import posts

FEW = 4


@require_safe
def index(request):
    questions = Question.objects.visible_to(request.viewer).listed()
    context = QuestionFilter.read(request.GET).context(questions, request.viewer)
    return render_part(request, whole="questions/index.html", part="questions/_list.html", context=context)


@require_safe
def page(request, code: str):
    return _page(request, _question(request, code))


def _page(request, question: Question, *, form: AnswerForm | QuestionForm | None = None, status: int = 200):
    form = form or AnswerForm(kept_in(request, f"answer:{question.code}"))
    if question.is_withdrawn:
        typed = form["body"].value()
        return render(request, "questions/stub.html", {"question": question, "typed": typed}, status=status)
    asked, answers = posts(question, request.viewer)
    context = {
        "question": question,
        "asked": asked,
        "answers": answers,
        "standing": sum(not each.written.is_withdrawn for each in answers),
        "challenges": [word for word in question.challenges.all() if request.viewer.may_read(word)],
        "form": form if can_answer(request.viewer, question) else None,
    }
    return render(request, "questions/page.html", context, status=status)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request):
    data = typed_in(request, "ask")
    form = QuestionForm(data, user=request.user, viewer=request.viewer, initial=_given(request))
    if request.method != "POST":
        return render(request, "questions/ask.html", {"form": form})
    if form.is_valid():
        try:
            question, is_new = actions.ask(by=request.user, **form.said())
        except actions.TooManyError:
            form.add_error(None, _("You have asked a great deal today. Keep this text, and ask tomorrow."))
        else:
            said = _("Your question is there. You are told when somebody answers.")
            messages.success(request, said if is_new else _("This question of yours is there already: here it is."))
            return redirect(question)
    return render(request, "questions/ask.html", {"form": form}, status=422)


def _given(request) -> dict:
    """What the address already says: a challenge by its slug, the words of a search that found nothing."""
    title = " ".join(request.GET.get("title", "").replace("\x00", "").split())[:LONGEST_TITLE]
    slug = request.GET.get("challenge", "").replace("\x00", "")[:80]
    challenges = Challenge.objects.visible_to(request.viewer).filter(slug=slug) if slug else ()
    return {"title": title, "challenges": [word.pk for word in challenges]}


@require_safe
@members_only
def like(request):
    """Questions like the one that somebody begins to type; a part of the form."""
    questions = Question.objects.visible_to(request.viewer).listed()
    found = questions.like(telling_words(request.GET.get("title", ""))).as_rows()[:FEW]
    return render(request, "questions/_like.html", {"found": found})


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, code: str):
    if request.method == "POST":
        return _save_question(request, code)
    question = _own(request, _question(request, code))
    kept = kept_in(request, f"question:{code}")
    form = QuestionForm(kept, user=request.user, viewer=request.viewer, question=question)
    return render(request, "questions/ask.html", {"form": form, "question": question})


@transaction.atomic
def _save_question(request, code: str):
    # Locked until it is saved: what the form is compared with is what it replaces.
    question = _question(request, code, Question.objects.select_for_update())
    form = QuestionForm(request.POST, user=request.user, viewer=request.viewer, question=question)
    if question.is_withdrawn and question.author_id == request.user.pk:
        return _page(request, question, form=form, status=409)
    _own(request, question)
    context = {"form": form, "question": question}
    if not form.is_valid():
        return render(request, "questions/ask.html", context, status=422)
    if found := form.overtaken():
        return render(request, "questions/ask.html", {**context, "meanwhile": form.take_in(found)}, status=409)
    try:
        changed = actions.edit_question(question=question, by=request.user, **form.said())
    except ValidationError as error:  # Somebody has answered this very moment.
        form.add_error("audience", error)
        return render(request, "questions/ask.html", context, status=422)
    messages.success(request, _("Saved. This is what readers see now."))
    return redirect(changed)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, code: str):
    return _withdraw(request, _question(request, code))


@members_only
@require_POST
def answer(request, code: str):
    question = _question(request, code)
    form = AnswerForm(request.POST)
    if question.is_withdrawn:
        return _page(request, question, form=form, status=409)
    if not form.is_valid():
        return _page(request, question, form=form, status=422)
    try:
        written, is_new = actions.answer(question=question, by=request.user, body=form.cleaned_data["body"])
    except actions.TooManyError:
        form.add_error(None, _("You have answered a great deal today. Keep this text, and answer tomorrow."))
        return _page(request, question, form=form, status=422)
    except PermissionDenied:  # Withdrawn this very moment.
        return _page(request, _question(request, code), form=form, status=409)
    is_own = question.author_id == request.user.pk
    said = _("Your answer is there.") if is_own else _("Your answer is there. Whoever asked is told.")
    messages.success(request, said if is_new else _("This answer of yours is there already."))
    return redirect(written)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit_answer(request, code: str, answer: str):
    if request.method == "POST":
        return _save_answer(request, code, answer)
    written = _own(request, _answer(request, code, answer))
    form = AnswerForm(kept_in(request, f"answer:{answer}:edit"), initial={"body": written.body})
    return render(
        request, "questions/edit_answer.html", {"form": form, "answer": written, "question": written.question}
    )


@transaction.atomic
def _save_answer(request, code: str, answer: str):
    # Locked until it is saved, the question first, as the actions do.
    question = _question(request, code, Question.objects.select_for_update())
    answers = Answer.objects.select_for_update()
    written = get_object_or_404(answers, code=answer, question=question, author=request.user)
    written.question = question
    form = AnswerForm(request.POST, initial={"body": written.body})
    if question.is_withdrawn or written.is_withdrawn:
        return _page(request, question, form=form, status=409)
    context = {"form": form, "answer": written, "question": question}
    if not form.is_valid():
        return render(request, "questions/edit_answer.html", context, status=422)
    if found := form.overtaken():
        return render(request, "questions/edit_answer.html", {**context, "meanwhile": form.take_in(found)}, status=409)
    changed = actions.edit_answer(answer=written, by=request.user, body=form.cleaned_data["body"])
    messages.success(request, _("Saved. This is what readers see now."))
    return redirect(changed)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_answer(request, code: str, answer: str):
    return _withdraw(request, _answer(request, code, answer))


@members_only
@require_POST
def accept(request, code: str, answer: str):
    """Accept an answer, or with ``no`` take that back."""
    written = _answer(request, code, answer)
    try:
        if "no" in request.POST:
            actions.take_back_accepting(answer=written, by=request.user)
            messages.success(request, _("Taken back. The question is open again."))
        else:
            actions.accept(answer=written, by=request.user)
            messages.success(request, _("Accepted. It stands first now, and whoever wrote it is told."))
    except PermissionDenied:
        if not can_edit(request.viewer, written.question):
            raise Http404 from None
        messages.info(request, _("This answer was withdrawn meanwhile."))
    return redirect(written)


def _question(request, code: str, questions=Question.objects) -> Question:
    answers = Prefetch("answers", Answer.objects.order_by("written", "pk"))
    readable = questions.visible_to(request.viewer).prefetch_related(answers, "challenges", "topics")
    return get_object_or_404(readable, code=code)


def _answer(request, code: str, answer: str) -> Answer:
    """An answer to a question that is still there for this reader."""
    question = get_object_or_404(Question.objects.visible_to(request.viewer).listed(), code=code)
    written = get_object_or_404(Answer, code=answer, question=question)
    written.question = question
    return written


def _own(request, written: Written) -> Written:
    if not can_edit(request.viewer, written):
        raise Http404
    return written


def _withdraw(request, written: Written):
    """Ask once more, then leave a stub."""
    question = written if isinstance(written, Question) else written.question
    if written.is_withdrawn and (written.author_id == request.user.pk or request.viewer.is_staff):
        messages.info(request, _("It was withdrawn before. Nothing has changed."))
        return redirect(question)
    if not can_withdraw(request.viewer, written):
        raise Http404
    if request.method != "POST":
        return render(request, "questions/withdraw.html", {"question": question, "written": written})
    actions.withdraw(written=written, by=request.user)
    messages.success(request, _("It is withdrawn. A line says so in its place."))
    return redirect(question)
