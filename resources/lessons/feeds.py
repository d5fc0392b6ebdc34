"""The newest lessons as an Atom feed: what a visitor may read, whoever asks."""

import re

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from cms.audiences import VISITOR

from .models import LessonPage

LENGTH = 20
# What XML cannot hold.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class NewestLessons(Feed):
    feed_type = Atom1Feed
    title = _("Lessons · Behind the Numbers")
    subtitle = _("What data managers tried, what happened, and what they would change.")
    author_name = "Behind the Numbers"

    def link(self):
        return f"{settings.SITE_URL}/lessons/"

    def feed_url(self):
        return settings.SITE_URL + reverse("lessons:feed")

    def items(self):
        return LessonPage.objects.visible_to(VISITOR).listed().newest_first().without_text()[:LENGTH]

    def item_title(self, lesson):
        return _CONTROLS.sub("", lesson.title)

    def item_description(self, lesson):
        return _CONTROLS.sub("", lesson.summary)

    def item_link(self, lesson):
        return settings.SITE_URL + lesson.get_absolute_url()

    def item_pubdate(self, lesson):
        return lesson.first_published_at

    def item_updateddate(self, lesson):
        return lesson.last_published_at or lesson.first_published_at
