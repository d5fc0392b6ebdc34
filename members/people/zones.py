"""The time zones of the states and territories, as people there call them. No I/O."""

from django.utils.translation import gettext_lazy as _

ZONES = {
    "America/Puerto_Rico": _("Atlantic (Puerto Rico, U.S. Virgin Islands)"),
    "America/New_York": _("Eastern"),
    "America/Detroit": _("Eastern (Michigan)"),
    "America/Indiana/Indianapolis": _("Eastern (Indiana)"),
    "America/Kentucky/Louisville": _("Eastern (Louisville)"),
    "America/Chicago": _("Central"),
    "America/Menominee": _("Central (Michigan)"),
    "America/Denver": _("Mountain"),
    "America/Boise": _("Mountain (Idaho)"),
    "America/Phoenix": _("Mountain, no daylight saving (Arizona)"),
    "America/Los_Angeles": _("Pacific"),
    "America/Anchorage": _("Alaska"),
    "America/Adak": _("Aleutian Islands"),
    "Pacific/Honolulu": _("Hawaii"),
    "Pacific/Guam": _("Chamorro (Guam, Northern Mariana Islands)"),
    "Pacific/Pago_Pago": _("Samoa"),
}
