from cms.audiences import VisibleQuerySet


class ProfileQuerySet(VisibleQuerySet):
    """Profiles of active people; everybody may read their own."""

    def visible_to(self, viewer):
        shown = super().visible_to(viewer).filter(user__is_active=True)
        if viewer.user_id is None:
            return shown
        return shown | self.filter(user_id=viewer.user_id)
