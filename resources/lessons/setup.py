"""The lessons' part of the skeleton: their shelf, and the workflow that a lesson goes through."""

from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, Workflow, WorkflowPage, WorkflowTask

from cms.setup import EDITORS, REVIEWERS, allow, shelf

from .models import LessonIndexPage, LessonReviewTask

REVIEW = "Review of a lesson"


def lessons_skeleton(home) -> None:
    index = shelf(home, LessonIndexPage, title="Lessons", slug="lessons")
    reviewers = Group.objects.get(name=REVIEWERS)
    # Once they held a permission on the whole shelf; now each open review gives one on its page (cms.reviews).
    GroupPagePermission.objects.filter(group=reviewers, page=index).delete()
    editors = Group.objects.get(name=EDITORS)
    allow(editors, "wagtailcore.add_page", "wagtailcore.change_page", "wagtailcore.publish_page", page=home)
    allow(editors, "lessons.view_changeflag")

    task = LessonReviewTask.objects.filter(name=REVIEW).first() or LessonReviewTask.objects.create(name=REVIEW)
    task.groups.add(reviewers)
    workflow, _ = Workflow.objects.get_or_create(name=REVIEW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    WorkflowPage.objects.get_or_create(page=index, defaults={"workflow": workflow})
