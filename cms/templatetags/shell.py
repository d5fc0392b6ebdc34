"""What the frame of a page and its components need: menu, icons, avatars, fields, page numbers."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cms import avatars, facets

register = template.Library()

# The menu. A section gets its line here when its room is there: no link leads nowhere.
SECTIONS = (
    (_("Lessons"), "/lessons/"),
    (_("Challenges"), "/challenges/"),
    (_("People"), "/people/"),
    (_("Agreements"), "/agreements/"),
    (_("Convenings"), "/convenings/"),
    (_("Partnerships"), "/partnerships/"),
    (_("About"), "/about/"),
)
# What has no line of its own is reached from a section, and lies within it.
WITHIN = {
    "/agreements/": ("/legal/", "/systems/", "/report-cards/"),
    "/convenings/": ("/starred/",),
    "/challenges/": ("/questions/", "/outcomes/", "/glossary/", "/theory-of-action/"),
}
PLAIN_WIDGETS = {"checkbox", "radioselect", "checkboxselectmultiple", "clearablefile", "file", "hidden"}

register.filter("initials", avatars.initials)


@register.simple_tag(takes_context=True)
def sections(context) -> list[dict]:
    """The menu as ``{"label", "url", "is_current"}``."""
    request = context.get("request")
    path = request.path if request else ""
    return [
        {"label": label, "url": url, "is_current": path.startswith((url, *WITHIN.get(url, ())))}
        for label, url in SECTIONS
    ]


@register.simple_tag
def icon(name: str, big: bool = False) -> str:
    """An icon of the sprite. A word always stands beside it, so it is hidden from screen readers."""
    size = " icon--big" if big else ""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"></use></svg>', size, static("icons.svg"), name
    )


@register.inclusion_tag("components/avatar.html")
def avatar(number: int, initials: str, size: str = "") -> dict:
    """The mark of the member with this `number`; `size` is empty, ``small`` or ``big``."""
    color, shape = avatars.look(number)
    return {"color": color, "shape": shape, "initials": initials, "size": size}


@register.inclusion_tag("components/chips.html", takes_context=True)
def chosen(context, groups, here: str, clear_url: str = "") -> dict:
    """What is chosen of the facets `groups` of a list, and the way back to all of it: `clear_url`, else `here`."""
    return {"chips": facets.chips(groups, context["request"].GET, here), "clear_url": clear_url or here}


@register.filter
def widget(field, classes: str = "") -> str:
    """The widget of the bound `field`, dressed as an input of the design, with further `classes`."""
    names = [field.field.widget.attrs.get("class", ""), classes]
    if field.widget_type not in PLAIN_WIDGETS:
        names.insert(0, "input")
    attrs = {"class": " ".join(filter(None, names))} if any(names) else {}
    if str(field.field.widget.attrs.get("placeholder", "")).startswith(str(field.label)):
        attrs["placeholder"] = False  # it only repeats the label, and is gone when somebody types
    return field.as_widget(attrs=attrs)


@register.filter
def page_numbers(page) -> list:
    """The numbers to link to from `page` of a paginator, with an ellipsis where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))


@register.filter
def under(cells, head) -> list[tuple]:
    """Each of the `cells` of a row with whether its column holds numbers: `head` is pairs ``(label, is_number)``."""
    return [(cell, is_number) for cell, (_label, is_number) in zip(cells, head, strict=True)]
