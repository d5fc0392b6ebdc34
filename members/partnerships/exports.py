def memberships_of(user) -> dict:
    """Where `user` works or worked, and what they asked to join."""
    return {
        "roster": list(user.roster_entries.values("partnership__name", "job_title", "is_steward", "joined", "left")),
        "requests": list(
            user.join_requests.values("partnership__name", "job_title", "message", "created", "decision", "reason")
        ),
    }
