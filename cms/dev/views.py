"""Pages for developers: the mail that would have been sent, the components, the pages that nobody should see."""

from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from .samples import sample_context


def _messages():
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
    return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files[:100]]


def mail(request):
    """Everything that was mailed lately, the newest first."""
    return render(request, "dev/mail.html", {"messages_sent": _messages()})


def letter(request, number: int):
    letters = _messages()
    if number >= len(letters):
        raise Http404
    message = letters[number]
    body = message.get_body(("plain", "html"))
    return render(request, "dev/letter.html", {"message": message, "text": body.get_content() if body else ""})


def error(request, status: int):
    """What somebody sees when the site breaks, or who asks too often; answered 200, to be looked at."""
    if status not in (429, 500):
        raise Http404
    return render(request, f"{status}.html")


def styleguide(request):
    """Every component, from the templates that the site itself uses."""
    return render(request, "dev/styleguide.html", sample_context())
