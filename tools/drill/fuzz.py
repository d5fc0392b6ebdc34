"""Rubbish for every address: whatever comes in, the answer is a page of ours, never a 5xx, and nothing is written."""

import random
import string
from urllib.parse import quote

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Page, Revision

from cms.kinds import every_kind
from resources.lessons.models import LessonPage

RUBBISH = [
    "", " ", "a" * 5000, "\x00", "\x07\x1b[31m", "\ud800", "\u202e", "<script>alert(1)</script>", '"', "*", "'--",
    "visible_to:x", "%00", "-1", "0", "999999999999999999999", "abc", "NaN", "../../etc/passwd", "{{7*7}}", "😀" * 50,
    "[" * 3000, "(" * 200, "AND OR NOT", "-", '"-"', "é" * 300, "\r\n\r\nSet-Cookie: a=b",
]  # fmt: skip
PARAMETERS = "q page sort kind challenge outcome topic state partnership from next exact size ref".split()
# A section of a lesson is called so too: whoever posts it writes a draft, as they should.
POSTED = [name for name in PARAMETERS if name != "challenge"]
METHODS = ("get", "post", "put", "delete", "patch", "head", "options")


def addresses(patterns=None, prefix="/") -> list[str]:
    """Every address of the site, allauth's too, with its arguments filled; Wagtail's admin is for editors only."""
    found = []
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        route = str(pattern.pattern)
        if route.startswith("admin/"):
            continue
        if isinstance(pattern, URLResolver):
            found += addresses(pattern.url_patterns, prefix + route)
        elif isinstance(pattern, URLPattern) and "(" not in route and "^" not in route:
            found.append(fill(prefix + route))
    return sorted(set(found))


def fill(route: str) -> str:
    """`route` with its arguments replaced by something of the right form."""
    while "<" in route:
        before, _, rest = route.partition("<")
        argument, _, after = rest.partition(">")
        converter = argument.partition(":")[0]
        route = before + ("7" if converter == "int" else "the-friday-tally") + after
    return route


def text(dice: random.Random) -> str:
    if dice.random() < 0.7:
        return dice.choice(RUBBISH)
    return "".join(dice.choices(string.printable + "äßİ\u0000\u200b", k=dice.randint(1, 60)))


def encoded(value: str) -> str:
    return quote(value.encode("utf-8", "surrogatepass"))


def run(requests: int, seed: int = 1) -> dict[str, object]:
    """Send hostile requests as visitor, member and staff. Raises AssertionError on a 5xx or a written row."""
    dice = random.Random(seed)
    User = get_user_model()
    clients = [Client(raise_request_exception=False)]
    for email in ("member@demo.example.org", "staff@demo.example.org"):
        client = Client(raise_request_exception=False)
        client.force_login(User.objects.get(email=email), backend="django.contrib.auth.backends.ModelBackend")
        clients.append(client)
    paths = [path for path in addresses() if "logout" not in path and "/erase" not in path]
    paths += [kind.url(kind.model.objects.first()) for kind in every_kind() if kind.model.objects.exists()]
    before = counts()
    answers: dict[int, int] = {}
    for _ in range(requests):
        path = dice.choice(paths) + dice.choice(["", "", f"{encoded(text(dice))[:300]}/"])
        query = "&".join(f"{dice.choice(PARAMETERS)}={encoded(text(dice))}" for _ in range(dice.randint(0, 4)))
        method = dice.choice(("get",) * 6 + METHODS)
        client = dice.choice(clients)
        data = {dice.choice(POSTED): text(dice).encode("utf-8", "replace").decode() for _ in range(2)}
        # Wrong content on purpose: forms sent as they are, and bodies that are no form.
        extra = {"data": data} if method == "post" and not dice.random() < 0.2 else {}
        if method == "post" and not extra:
            extra = {"data": text(dice).encode("utf-8", "replace"), "content_type": "application/json"}
        response = getattr(client, method)(f"{path}?{query}", **extra)
        answers[response.status_code] = answers.get(response.status_code, 0) + 1
        assert response.status_code < 500, (method, path, query, response.status_code)
        assert counts() == before, ("Rubbish wrote something", method, path, query, extra)
    return {"requests": requests, "paths": len(paths), "answers": dict(sorted(answers.items()))}


def counts() -> dict[str, int]:
    """What rubbish must not write: pages, lessons, revisions, people."""
    return {model.__name__: model.objects.count() for model in (Page, LessonPage, Revision, get_user_model())}
