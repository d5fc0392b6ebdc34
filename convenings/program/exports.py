from cms.audiences import viewer_for

from .models import SessionPage, Star, StarFeed


def program_of(user) -> dict:
    """What `user` starred and where they speak, as far as they may read it, for their own data to take away."""
    readable = SessionPage.objects.visible_to(viewer_for(user))
    stars = Star.objects.filter(user=user, session__in=readable).select_related("session")
    speaks = readable.filter(speakers__user=user).order_by("path")
    feed = StarFeed.objects.filter(user=user).first()
    return {
        "starred": [{"session": star.session.get_absolute_url(), "on": star.set} for star in stars],
        "speaks_at": [{"session": session.get_absolute_url(), "title": session.title} for session in speaks],
        "calendar_address_made": feed and feed.renewed,
    }
