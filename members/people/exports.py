def profile_of(user) -> dict | None:
    """How `user` is shown, and to whom."""
    profile = getattr(user, "profile", None)
    if profile is None:
        return None
    return {"address": profile.url, "job_title": profile.job_title, "readers": profile.audience}
