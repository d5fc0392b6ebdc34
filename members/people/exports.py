from .models import Profile
from .visibility import FIELDS


def profile_of(user) -> dict | None:
    """What `user` says of themselves, and who may read each part."""
    profile = Profile.objects.filter(user=user).first()
    if profile is None:
        return None
    return {
        "address": profile.url,
        "job_title": profile.job_title,
        "readers": profile.audience,
        "in_directory": profile.in_directory,
        "pronouns": profile.pronouns,
        "bio": profile.bio,
        "conflict_note": profile.conflict_note,
        "role_since": profile.in_role_since.typed if profile.in_role_since else None,
        "expertise_offered": [str(word) for word in profile.expertise_offered.all()],
        "help_wanted": [str(word) for word in profile.help_wanted.all()],
        "challenges_known": [str(word) for word in profile.challenges_known.all()],
        "capacity": profile.capacity_in_words,
        "languages": [str(each) for each in profile.languages.all()],
        "states": [str(each) for each in profile.practice_states.all()],
        "time_zone": profile.time_zone,
        "photo": f"{profile.url}photo/" if profile.photo else None,
        "readers_of_fields": {field: profile.circle(field).value for field in FIELDS},
    }
