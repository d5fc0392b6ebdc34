"""What an account alone says about its owner."""

from cms.audiences import MEMBERS, STAFF


def tokens_of(user) -> set[str]:
    """Network staff and people with an approved affiliation are members; staff have their own token too."""
    if user.is_network_staff:
        return {MEMBERS, STAFF}
    if user.has_approved_affiliation:
        return {MEMBERS}
    return set()
