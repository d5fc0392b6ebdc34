"""What reviewers reach in the editors' admin: the pages whose review is theirs to decide, as long as it is open.

Reviewers hold no permission on a shelf, or they would see every draft on it. Wagtail asks its policy for permissions
wherever it lists, opens, compares or reports pages, so the permission that an open review gives is added there.
"""

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from wagtail.models import GroupPagePermission, Page, TaskState, WorkflowState
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from .audiences import Viewer
from .kinds import every_kind
from .models import BasePage


class ReviewPolicy(PagePermissionPolicy):
    """What groups may do, and for whoever reviews a page what lets Wagtail list it and lead to it.

    That is the permission to lock: to change it would also mean to delete what is not published. The editor itself
    asks the task of the review.
    """

    def get_all_permissions_for_user(self, user):
        given = super().get_all_permissions_for_user(user)
        if not user.is_active or user.is_anonymous or user.is_superuser:
            return given
        to_review = list(pages_to_review(user))
        if not to_review:
            return given
        lock = Permission.objects.get(content_type__app_label="wagtailcore", codename="lock_page")
        return [*given, *(GroupPagePermission(page=page, permission=lock) for page in to_review)]


def pages_to_review(user) -> QuerySet[Page]:
    """The pages whose running review `user` may decide."""
    open_tasks = TaskState.objects.reviewable_by(user).filter(
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type__app_label="wagtailcore",
        workflow_state__base_content_type__model="page",
    )
    keys = {int(key) for key in open_tasks.values_list("workflow_state__object_id", flat=True)}
    return Page.objects.filter(pk__in=keys)


def known_pages(pages: QuerySet, user, viewer: Viewer) -> QuerySet:
    """Those of `pages` that `user` may meet in the admin: to edit or review, to read on the site, and shelves."""
    explorable = policy_registry.get_by_type(Page).explorable_instances(user)
    known = Q(pk__in=explorable.order_by().values("pk")) | Q(pk__in=pages.not_type(BasePage).order_by().values("pk"))
    for kind in every_kind():
        if issubclass(kind.model, BasePage):
            known |= Q(pk__in=kind.visible_to(viewer).order_by().values("pk"))
    return pages.filter(known)


def register() -> None:
    """Put our policy in the place of Wagtail's own."""
    register_permission_policy(Page, ReviewPolicy())
