"""What loading made, counted."""

from allauth.account.models import EmailAddress

from cms.models import AboutPage
from members.accounts.models import User
from members.partnerships.models import Partnership, RosterEntry
from members.people.models import Profile
from resources.lessons.models import Authorship, LessonPage

STARTER = {
    "User": 0, "EmailAddress": 0, "Partnership": 4, "RosterEntry": 0, "Profile": 0, "LessonPage": 3, "AboutPage": 9,
    "Authorship": 0,
}  # fmt: skip
DEMO = {
    "User": 72, "EmailAddress": 72, "Partnership": 46, "RosterEntry": 62, "Profile": 72, "LessonPage": 41,
    "AboutPage": 9, "Authorship": 50,
}  # fmt: skip


def counts() -> dict[str, int]:
    models = (User, EmailAddress, Partnership, RosterEntry, Profile, LessonPage, AboutPage, Authorship)
    return {model.__name__: model.objects.count() for model in models}
