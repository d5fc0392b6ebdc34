"""A profile as one reader sees it: what they may not read is empty, whatever asks."""

from functools import cached_property

from django.utils.translation import gettext as _

from cms.audiences import Viewer
from cms.dates import PartialDate
from members.partnerships.states import STATES

from .models import Profile
from .visibility import FIELDS, open_circles


class Person:
    """`profile`, which came through `visible_to(viewer).as_read()`, as `viewer` may read it.

    Pages, rows and previews read this and never the profile's own fields.
    """

    def __init__(self, profile: Profile, viewer: Viewer, *, is_connection: bool = False):
        self.profile, self.viewer = profile, viewer
        self.is_own = viewer.user_id == profile.user_id
        circles = open_circles(is_member=viewer.is_member, is_connection=is_connection, is_owner=self.is_own)
        self.open = {field for field in FIELDS if profile.circle(field) in circles}
        self.name, self.url, self.number, self.job_title = profile.name, profile.url, profile.number, profile.job_title
        self.code = profile.code

    @cached_property
    def places(self) -> list:
        """The partnerships of today that this reader may read."""
        entries = self.profile.user.current_entries
        return [entry.partnership for entry in entries if self.viewer.may_read(entry.partnership)]

    @property
    def kind(self) -> str:
        """“Data manager, Twin Forks, Minnesota”; what stands above the name in a list."""
        user = self.profile.user
        affiliation = "" if self.places or not user.affiliation else user.get_affiliation_display()
        parts = [self.job_title, str(affiliation)]
        for place in self.places:
            parts += [place.name, str(STATES.get(place.state, ""))]
        return ", ".join(dict.fromkeys(filter(None, parts)))

    @property
    def is_attorney(self) -> bool:
        return self.profile.user.affiliation == self.profile.user.Affiliation.ATTORNEY

    @property
    def has_photo(self) -> bool:
        return "photo" in self.open and bool(self.profile.photo)

    @property
    def pronouns(self) -> str:
        return self.profile.pronouns if "pronouns" in self.open else ""

    @property
    def bio(self) -> str:
        return self.profile.bio if "bio" in self.open else ""

    @property
    def conflict_note(self) -> str:
        # It says how somebody works, as the lines about them do, and has the same readers.
        return self.profile.conflict_note if "bio" in self.open else ""

    @property
    def role_since(self) -> PartialDate | None:
        return self.profile.in_role_since if "role_since" in self.open else None

    @cached_property
    def expertise_offered(self) -> list:
        return list(self.profile.expertise_offered.all()) if "expertise_offered" in self.open else []

    @cached_property
    def help_wanted(self) -> list:
        return list(self.profile.help_wanted.all()) if "help_wanted" in self.open else []

    @cached_property
    def challenges_known(self) -> list:
        """Of the challenges, those that this reader may read about."""
        if "challenges_known" not in self.open:
            return []
        return [word for word in self.profile.challenges_known.all() if self.viewer.may_read(word)]

    @property
    def capacity(self) -> str:
        if "capacity" not in self.open or self.profile.capacity is None:
            return ""
        return self.profile.capacity_in_words if self.profile.capacity else _("No time to give at present")

    @cached_property
    def languages(self) -> list[str]:
        return [str(each) for each in self.profile.languages.all()] if "languages" in self.open else []

    @cached_property
    def states(self) -> list[str]:
        return [str(each) for each in self.profile.practice_states.all()] if "states" in self.open else []

    @property
    def time_zone(self) -> str:
        return str(self.profile.get_time_zone_display()) if "time_zone" in self.open else ""

    @property
    def email(self) -> str:
        return self.profile.user.email if "email" in self.open else ""
