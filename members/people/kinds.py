from django.utils.translation import gettext_lazy as _

from cms.kinds import Kind

from .models import Profile

PERSON = Kind(
    name="person",
    label=_("Person"),
    plural=_("People"),
    model=Profile,
    visible_to=lambda viewer: Profile.objects.visible_to(viewer).select_related("user"),
    title=lambda profile: profile.name,
    url=lambda profile: profile.url,
    key="code",
    # Whoever left the directory is still there for those who have the address, such as readers of a lesson.
    listed=lambda profiles: profiles.listed(),
)
