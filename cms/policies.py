"""Who may do what with rows that the editors' admin only shows."""

from wagtail.permission_policies import ModelPermissionPolicy


class KeptPolicy(ModelPermissionPolicy):
    """Nobody changes or deletes a row, administrators included."""

    def user_has_permission(self, user, action):
        return action not in ("change", "delete") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


class ReadPolicy(KeptPolicy):
    """Nor does anybody add one here: it comes with something else, or from the site."""

    def user_has_permission(self, user, action):
        return action != "add" and super().user_has_permission(user, action)
