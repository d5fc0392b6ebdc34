"""A profile in the editors' admin: what its owner lets members read, and nothing that is for fewer."""

from wagtail.admin.viewsets.model import ModelViewSet

from .models import Profile
from .visibility import FIELDS, open_circles

# What has no readers of its own is read by those of another field.
GOES_WITH = {"capacity_in_words": "capacity", "capacity_unit": "capacity", "conflict_note": "bio"}


def is_open(profile: Profile, name: str) -> bool:
    field = GOES_WITH.get(name, name)
    return field not in FIELDS or profile.circle(field) in open_circles(is_member=True)


class OpenEditView(ModelViewSet.edit_view_class):
    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        for name in [*form.fields]:
            if not is_open(self.object, name):
                del form.fields[name]
        return form


class OpenInspectView(ModelViewSet.inspect_view_class):
    def setup(self, *args, **kwargs):
        super().setup(*args, **kwargs)
        self.fields = [name for name in self.fields if is_open(self.object, name)]
