"""The menus of the editors' admin, one for each job. A room puts a list into one of them: ``menu_hook = NETWORK``."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, SubmenuMenuItem

NETWORK = "register_network_menu_item"
TALK = "register_talk_menu_item"
SHELVES = "register_shelves_menu_item"

JOBS = (
    (NETWORK, _("Network"), "group", 250),
    (TALK, _("Talk"), "comment", 260),
    (SHELVES, _("Shelves"), "doc-full", 270),
)


def job_menu(hook: str, label: str, icon: str, order: int) -> SubmenuMenuItem:
    return SubmenuMenuItem(label, Menu(register_hook_name=hook), icon_name=icon, order=order)
