from functools import partial

from django.db.models import DateField, DateTimeField
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from .files import refuse_to_strangers
from .inputs import DayField, MomentField
from .menus import JOBS, job_menu
from .reviews import known_pages
from .waiting import WaitingPanel

hooks.register("before_serve_document", refuse_to_strangers)
hooks.register(
    "construct_page_chooser_queryset", lambda pages, request: known_pages(pages, request.user, request.viewer)
)
hooks.register("construct_homepage_panels", lambda request, panels: panels.append(WaitingPanel()))
for job in JOBS:
    hooks.register("register_admin_menu_item", partial(job_menu, *job))

register_form_field_override(DateField, override={"form_class": DayField, "widget": AdminDateInput})
register_form_field_override(DateTimeField, override={"form_class": MomentField, "widget": AdminDateTimeInput})
