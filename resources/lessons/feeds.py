"""Atom feeds of the newest lessons, all of them or about one thing: what a visitor may read, whoever asks."""

import re

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.audiences import VISITOR
from cms.vocabulary.models import Challenge
from members.partnerships.models import Partnership

from .models import LessonPage

LENGTH = 20
# What XML cannot hold.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _newest(lessons: QuerySet) -> QuerySet:
    return lessons.visible_to(VISITOR).listed().newest_first().without_text()[:LENGTH]


class LessonFeed(Feed):
    feed_type = Atom1Feed
    subtitle = _("What data managers tried, what happened, and what they would change.")
    author_name = "Behind the Numbers"

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


class NewestLessons(LessonFeed):
    title = _("Lessons · Behind the Numbers")

    def link(self):
        return f"{settings.SITE_URL}/lessons/"

    def feed_url(self):
        return settings.SITE_URL + reverse("lessons:feed")

    def items(self):
        return _newest(LessonPage.objects.all())


class LessonsAbout(LessonFeed):
    """Of one thing that a visitor may read, or not there. Its class names the `model` and the address of its feed."""

    model: type[Model]
    address: str

    def get_object(self, request, slug):
        return get_object_or_404(self.model.objects.visible_to(VISITOR), slug=slug)

    def title(self, thing):
        return _CONTROLS.sub("", gettext("%(name)s: lessons · Behind the Numbers") % {"name": thing.name})

    def link(self, thing):
        return settings.SITE_URL + thing.url

    def feed_url(self, thing):
        return settings.SITE_URL + reverse(self.address, args=[thing.slug])


class LessonsOnChallenge(LessonsAbout):
    model, address = Challenge, "lessons:feed_of_challenge"

    def items(self, challenge):
        return _newest(LessonPage.objects.filter(challenges=challenge))


class LessonsOfPartnership(LessonsAbout):
    model, address = Partnership, "lessons:feed_of_partnership"

    def items(self, partnership):
        return _newest(LessonPage.objects.filter(partnership=partnership))
