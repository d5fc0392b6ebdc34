from generic_notifications.preferences import get_notification_preferences

from .types import MAIL


def notices_of(user) -> dict:
    """What `user` was told, and how mail about it comes."""
    wishes = {
        row["notification_type"].key: row["notification_frequency"] if row["channels"][MAIL]["enabled"] else "never"
        for row in get_notification_preferences(user)
    }
    return {
        "told": list(user.notifications.values("notification_type", "subject", "text", "url", "added", "read")),
        "mail": wishes,
    }
