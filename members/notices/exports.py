from generic_notifications.preferences import get_notification_preferences

from cms.audiences import viewer_for

from .naming import worded
from .querysets import notices_for
from .types import MAIL


def notices_of(user) -> dict:
    """What `user` was told, as it is shown to them today, and how mail about it comes."""
    wishes = {
        row["notification_type"].key: row["notification_frequency"] if row["channels"][MAIL]["enabled"] else "never"
        for row in get_notification_preferences(user)
    }
    viewer = viewer_for(user)
    told = [
        {
            "notification_type": notice.notification_type, "subject": notice.headline, "text": notice.words,
            "url": notice.url, "added": notice.added, "read": notice.read,
        }
        for notice in worded(notices_for(user, viewer), viewer)
    ]  # fmt: skip
    return {"told": told, "mail": wishes}
