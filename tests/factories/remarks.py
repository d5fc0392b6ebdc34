import factory

from cms.kinds import kind_of
from members.remarks.models import Bookmark, Comment


class CommentFactory(factory.django.DjangoModelFactory):
    """A comment on `thing`, of any kind."""

    class Meta:
        model = Comment

    class Params:
        thing = None

    kind = factory.LazyAttribute(lambda made: kind_of(made.thing).name)
    object_id = factory.LazyAttribute(lambda made: made.thing.pk)
    author = factory.SubFactory("tests.factories.members.UserFactory")
    text = "Same here."


class BookmarkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Bookmark

    class Params:
        thing = None

    kind = factory.LazyAttribute(lambda made: kind_of(made.thing).name)
    object_id = factory.LazyAttribute(lambda made: made.thing.pk)
    user = factory.SubFactory("tests.factories.members.UserFactory")
