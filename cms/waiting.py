"""What waits for whoever opens the editors' admin, on its first page.

A room says what waits with the hook ``what_waits``: a function of the request that gives what there is, for those only
who may act on it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail import hooks
from wagtail.admin.ui.components import Component


@dataclass(frozen=True)
class Waiting:
    """So many of something, and where to act on it. `label` says what, the number included."""

    number: int
    label: str
    url: str


def what_waits(request) -> list[Waiting]:
    found: Iterable[Waiting | None] = (says(request) for says in hooks.get_hooks("what_waits"))
    return [waiting for waiting in found if waiting is not None and waiting.number]


class WaitingPanel(Component):
    name = "what_waits"
    template_name = "cms/admin/waiting.html"
    order = 50

    def get_context_data(self, parent_context):
        return {"waiting": what_waits(parent_context["request"])}
