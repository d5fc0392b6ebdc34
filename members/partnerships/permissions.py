"""What the rosters say about somebody."""

from cms.audiences import MEMBERS, partnership_token

from .models import Partnership, RosterEntry


def tokens_of(user) -> set[str]:
    """The tokens of somebody's current partnerships, and of those that merged into them."""
    own = set(RosterEntry.objects.current().filter(user=user).values_list("partnership_id", flat=True))
    if not own:
        return set()
    belongs = {MEMBERS, *(partnership_token(number) for number in own)}
    successors = dict(Partnership.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id"))
    for predecessor in successors:
        successor, seen = predecessor, set()
        while successor in successors and successor not in seen:
            seen.add(successor)
            successor = successors[successor]
        if successor in own:
            belongs.add(partnership_token(predecessor))
    return belongs


def is_steward(user, partnership) -> bool:
    """Whether `user` looks after `partnership` today."""
    return (
        user.is_authenticated
        and RosterEntry.objects.current().filter(user=user, partnership=partnership, is_steward=True).exists()
    )


def can_decide(user, request) -> bool:
    """Staff and the partnership's own stewards decide a request to join, but never their own."""
    if not user.is_authenticated or user.pk == request.user_id:
        return False
    return user.is_network_staff or is_steward(user, request.partnership)
