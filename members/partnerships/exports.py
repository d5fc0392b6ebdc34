from .models import FacedChallenge


def memberships_of(user) -> dict:
    """Where `user` works or worked, what they asked to join, and what they wrote down as hard."""
    asked = user.join_requests.values(
        "partnership__name", "affiliation", "organization", "job_title", "message", "created", "decision", "reason"
    )
    lines = FacedChallenge.objects.filter(edited_by=user)
    return {
        "roster": list(user.roster_entries.values("partnership__name", "job_title", "is_steward", "joined", "left")),
        "requests": list(asked),
        "register": list(lines.values("partnership__name", "challenge__name", "since", "until", "weight", "tried")),
    }
