"""One lock, many keys: who may read what.

Every readable thing carries one ``audience`` token; a reader holds a set of tokens. A thing is
readable when its token is among the reader's. The database, the index, files and feeds all ask
this one question, and nothing else decides it.

==================  ===============================================================
token               who belongs
==================  ===============================================================
``public``          everyone
``anonymous``       everyone who is not an approved member
``members``         approved members
``staff``           network staff
``partnership:7``   the current roster of partnership 7
``circle:3``        the people named by circle 3
``user:5``          one person
``except:7.9``      approved members of none of the partnerships 7 and 9
==================  ===============================================================
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, When
from django.db.models.functions import Left
from django.utils import timezone
from wagtail.models import Page, PageQuerySet

PUBLIC = "public"
ANONYMOUS = "anonymous"
MEMBERS = "members"
STAFF = "staff"


def partnership_token(partnership_id: int) -> str:
    return f"partnership:{partnership_id}"


def user_token(user_id: int) -> str:
    return f"user:{user_id}"


def except_token(partnership_ids: Iterable[int]) -> str:
    """The token of a shielded thing: approved members of none of these partnerships."""
    return "except:" + ".".join(str(number) for number in sorted(set(partnership_ids)))


def is_excepted_from(token: str, partnership_ids: Iterable[int]) -> bool:
    """Whether somebody of `partnership_ids` (now or lately) is shut out by the except-token `token`."""
    shut_out = token.removeprefix("except:").split(".")
    return not {str(number) for number in partnership_ids}.isdisjoint(shut_out)


TOKEN = re.compile(r"public|anonymous|members|staff|(partnership|circle|user):\d+|except:\d+(\.\d+)*")


def is_token(value: str) -> bool:
    """Whether `value` is an audience token; anything else would match nobody."""
    return TOKEN.fullmatch(value) is not None


def is_within(inner: str, outer: str) -> bool:
    """Whether everybody who holds `inner` surely holds `outer` too: a child is never wider than its parent."""
    if outer in (PUBLIC, inner):
        return True
    return outer == MEMBERS and inner not in (PUBLIC, ANONYMOUS)


@dataclass(frozen=True)
class Viewer:
    """Whoever is reading, as the set of audience tokens that they belong to."""

    user_id: int | None
    audiences: frozenset[str]

    def may_read(self, thing) -> bool:
        """Whether `thing`, a row with an ``audience`` that was joined to another, may be shown too."""
        return thing.audience in self.audiences

    @property
    def is_member(self) -> bool:
        return MEMBERS in self.audiences

    @property
    def is_staff(self) -> bool:
        return STAFF in self.audiences


VISITOR = Viewer(user_id=None, audiences=frozenset({PUBLIC, ANONYMOUS}))

Provider = Callable[[object], Iterable[str]]
_providers: list[Provider] = []


def belongs(provider: Provider) -> Provider:
    """Register ``provider(user) -> tokens``: a room says which tokens this user belongs to.

    A room calls this in its ``ready()``. Registering the same provider twice changes nothing.
    """
    if provider not in _providers:
        _providers.append(provider)
    return provider


def viewer_for(user) -> Viewer:
    """The Viewer that `user` is now: one answer for every door of the site.

    Whoever is not signed in, not active or not an approved member reads what a visitor reads.
    """
    if not user.is_authenticated or not user.is_active:
        return VISITOR
    tokens = {PUBLIC, user_token(user.pk)}
    for provider in _providers:
        tokens.update(provider(user))
    if MEMBERS not in tokens:
        tokens = {PUBLIC, ANONYMOUS}
    return Viewer(user_id=user.pk, audiences=frozenset(tokens))


class VisibleQuerySet(QuerySet):
    """Rows with an ``audience``; `visible_to` comes first in every read for a person."""

    def visible_to(self, viewer: Viewer):
        return self.filter(audience__in=viewer.audiences)


# Home, a shelf, a page: whatever is deeper in the tree stands below another page that may go.
SHALLOW = 4
DEEPEST = 8


class VisiblePageQuerySet(VisibleQuerySet, PageQuerySet):
    """Pages with an ``audience``: live ones, not past their expiry, and never an alias.

    A page below another is there as long as that one is, whether or not the clock has taken it off the site yet.
    """

    def visible_to(self, viewer: Viewer):
        return super().visible_to(viewer).on_site()

    def on_site(self):
        """Those that are there for somebody; the index holds no others."""
        is_gone = Q(live=False) | Q(expire_at__lte=timezone.now())
        paths = [Left(OuterRef("path"), depth * Page.steplen) for depth in range(SHALLOW, DEEPEST)]
        gone = Exists(Page.objects.filter(is_gone, path__in=paths))
        # In a case, which is not asked of the many pages that stand on a shelf; SQLite asks both sides of an and.
        below_what_is_gone = Case(When(depth__gt=SHALLOW, then=gone), default=False, output_field=BooleanField())
        pages = self.filter(live=True, alias_of__isnull=True)
        return pages.exclude(expire_at__lte=timezone.now()).exclude(below_what_is_gone)
