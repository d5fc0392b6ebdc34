"""What reviewers see of a lesson beside its text: records that no revision holds, to read and not to change."""

from wagtail.admin.panels import HelpPanel

from .cycles import shown_cycles


class RecordsPanel(HelpPanel):
    """Authors, lineage, and the cycles that would be published with this text."""

    def __init__(self, **kwargs):
        super().__init__(**{"template": "lessons/admin/records.html", **kwargs})

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context=None):
            lesson = self.instance
            context = super().get_context_data(parent_context)
            if lesson.pk is None:
                return context
            return {
                **context,
                "authors": lesson.authorships.select_related("user"),
                "adaptation": getattr(lesson, "adaptation", None),
                "cycles": shown_cycles(lesson),
                "partnership": lesson.partnership,
            }
