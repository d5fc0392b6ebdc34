"""What the rosters say about somebody."""

from collections.abc import Iterable

from cms.audiences import MEMBERS, except_token, is_excepted_from, partnership_token

from .models import Partnership, RosterEntry


def tokens_of(user) -> set[str]:
    """The tokens of somebody's current partnerships, and of those that merged into them.

    One query, and one more for each further generation of mergers.
    """
    entries = RosterEntry.objects.current().filter(user=user)
    rows = list(entries.order_by().values_list("partnership_id", "partnership__predecessors"))
    if not rows:
        return set()
    own = {number for number, _ in rows}
    predecessors = {number for _, number in rows if number}
    return {MEMBERS, *map(partnership_token, own | predecessors | _merged_into(predecessors))}


def _merged_into(numbers: set[int]) -> set[int]:
    """Every partnership that merged into one of `numbers`, at however many removes."""
    found, generation = set(), set(numbers)
    while generation:
        before = Partnership.objects.filter(merged_into__in=generation).values_list("pk", flat=True)
        generation = set(before) - found - numbers
        found |= generation
    return found


def partnerships_lately(user) -> set[int]:
    """Whom a shield must shut out `user` for: their partnerships now or in the last twelve months, what these merged
    into, and all that merged into any of them.
    """
    entries = RosterEntry.objects.lately().filter(user=user).select_related("partnership__merged_into")
    own = {entry.partnership.pk for entry in entries} | {entry.partnership.successor.pk for entry in entries}
    return own | _merged_into(own)


def shield_of(user) -> str | None:
    """The token of something that `user` asks without those of their own partnerships; None if they have none."""
    numbers = partnerships_lately(user)
    return except_token(numbers) if numbers else None


def shields_passed(user, tokens: Iterable[str]) -> set[str]:
    """Those of the except-`tokens` that `user`, an approved member, holds."""
    lately = partnerships_lately(user)
    return {token for token in tokens if not is_excepted_from(token, lately)}


def is_steward(user, partnership) -> bool:
    """Whether `user` looks after `partnership` today."""
    return (
        user.is_authenticated
        and RosterEntry.objects.current().filter(user=user, partnership=partnership, is_steward=True).exists()
    )


def can_keep_roster(user, partnership) -> bool:
    """Network staff and the partnership's stewards see to who is on its roster."""
    return user.is_authenticated and (user.is_network_staff or is_steward(user, partnership))


def can_keep_page(user, partnership) -> bool:
    """Network staff and the partnership's stewards keep its facts."""
    return can_keep_roster(user, partnership)


def can_keep_register(user, partnership) -> bool:
    """Only its stewards write down what it finds hard: some lines are for its own people, and not for staff."""
    return is_steward(user, partnership)


def can_import(user) -> bool:
    """Network staff take in spreadsheets of partnerships and rosters."""
    return user.is_authenticated and user.is_network_staff


def can_end(user, entry) -> bool:
    """Whoever keeps the roster ends an entry, and everybody may end their own."""
    return user.is_authenticated and (entry.user_id == user.pk or can_keep_roster(user, entry.partnership))


def can_decide(user, request) -> bool:
    """Staff and the partnership's own stewards decide a request to join, but never their own.

    A request that names no partnership is decided by staff alone.
    """
    if not user.is_authenticated or user.pk == request.user_id:
        return False
    return can_keep_roster(user, request.partnership) if request.partnership else user.is_network_staff
