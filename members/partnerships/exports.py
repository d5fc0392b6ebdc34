def memberships_of(user) -> dict:
    """Where `user` works or worked, and what they asked to join."""
    asked = user.join_requests.values(
        "partnership__name", "affiliation", "organization", "job_title", "message", "created", "decision", "reason"
    )
    return {
        "roster": list(user.roster_entries.values("partnership__name", "job_title", "is_steward", "joined", "left")),
        "requests": list(asked),
    }
