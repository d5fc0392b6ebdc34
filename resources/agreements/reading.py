"""What the pages of a template show: its tabs, one of its versions with the clauses, two versions side by side."""

from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .comparing import Pair, pair
from .wording import flat


def shelf_context(templates) -> dict:
    """All templates, by tier and title."""
    tiers: dict[str, list] = {}
    for template in templates.order_by("tier", "title"):
        tiers.setdefault(template.get_tier_display(), []).append(template)
    return {"tiers": list(tiers.items())}


def template_context(page, request) -> dict:
    """The clauses of the version that the address names, of the current one by default."""
    version = version_of(page, request.GET.get("version", ""))
    return {
        **frame(page, version, "clauses"),
        "clauses": clauses_of(version) if version else [],
        # Not by `visible_to`: a draft holds them without a queryset.
        "answers": [answer for answer in page.answers.order_by("question") if request.viewer.may_read(answer)],
        "challenges": [challenge for challenge in page.challenges.all() if request.viewer.may_read(challenge)],
    }


def versions_of(page) -> list:
    """The latest first; none of a page that is not saved yet, which editors look at as well."""
    return list(page.versions.all()) if page.pk else []


def version_of(page, number: str):
    """The version of this number, the current one without a number, None while there is none. Raises Http404."""
    versions = versions_of(page)
    if not number:
        return versions[0] if versions else None
    for version in versions:
        if version.number == number:
            return version
    raise Http404


def before(page, version):
    """The version before `version`, or None."""
    versions = versions_of(page)
    later = versions.index(version) + 1
    return versions[later] if later < len(versions) else None


def frame(page, version, here: str) -> dict:
    """What stands around every page of a template."""
    versions = versions_of(page)
    return {
        "page": page,
        "version": version,
        "versions": versions,
        "current": versions[0] if versions else None,
        "previous": before(page, version) if version else None,
        "tabs": _tabs(page, version, versions, here) if version else [],
    }


def _tabs(page, version, versions: list, here: str) -> list[dict]:
    query = {} if version == versions[0] else {"version": version.number}

    def tab(name: str, label: str, url: str, count: int | None = None) -> dict:
        return {"label": label, "url": url, "count": count, "is_current": name == here}

    def address(name: str) -> str:
        return reverse(f"agreements:{name}", args=[page.slug], query=query)

    clauses = page.get_absolute_url() + (f"?version={version.number}" if query else "")
    tabs = [
        tab("clauses", _("Clauses"), clauses, version.clause_count),
        tab("text", _("The whole text"), address("text")),
        tab("blanks", _("Blanks"), address("blanks"), len(version.variables)),
        tab("versions", _("Versions"), reverse("agreements:versions", args=[page.slug]), len(versions)),
    ]
    earlier = before(page, version)
    if earlier:
        url = reverse("agreements:compare", args=[page.slug], query={"from": earlier.number, "to": version.number})
        label = _("Changes from %(number)s") % {"number": earlier.number}
        tabs.append(tab("compare", label, url, len(version.changes)))
    return tabs


def clauses_of(version) -> list:
    """The clauses of `version` with their elements, each knowing its version and what has changed in it."""
    clauses = list(version.clauses.prefetch_related("elements"))
    for clause in clauses:
        clause.version = version  # One row with its variables, not one for each clause.
        clause.change = version.changed_clauses.get(clause.anchor)
    return clauses


def side_by_side(old, new) -> list[Pair]:
    """The clauses of two versions, in the order of the newer one; what it dropped stands where it was."""
    before = {clause.anchor: clause for clause in clauses_of(old)}
    after = {clause.anchor: clause for clause in clauses_of(new)}
    anchors = list(after)
    for place, anchor in enumerate(before):
        if anchor not in after:
            anchors.insert(min(place, len(anchors)), anchor)
    return [
        pair(
            anchor,
            (after.get(anchor) or before[anchor]).title,
            flat(before[anchor].blocks) if anchor in before else None,
            flat(after[anchor].blocks) if anchor in after else None,
        )
        for anchor in anchors
    ]


def blanks_of(version) -> list[tuple[str, list[dict]]]:
    """The variables by group, in the order of the interview: “1 Parties” is the group “Parties”."""
    groups: dict[str, list[dict]] = {}
    for variable in version.variables:
        shown = {"shown": _lines(variable, "example"), "usual": _lines(variable, "default"), "only_if": None}
        if variable["show_if"]:
            name, _equals, value = variable["show_if"].partition(" == ")
            shown["only_if"] = (version.labels.get(name, name), value)
        groups.setdefault(variable["group"], []).append({**variable, **shown})
    return [(group.partition(" ")[2] or group, variables) for group, variables in sorted(groups.items(), key=_place)]


def _place(group: tuple[str, list]) -> tuple[int, str]:
    number = group[0].partition(" ")[0]
    return (int(number) if number.isdecimal() else 0, group[0])


def _lines(variable: dict, name: str) -> list[str]:
    """Its example or default as lines: a text, a date written out, a list, or the rows of a table."""
    value = variable[name]
    if value and variable["type"] == "date":
        return [date_format(date.fromisoformat(value), "F j, Y")]
    if isinstance(value, list):
        return ["; ".join(map(str, row.values())) if isinstance(row, dict) else str(row) for row in value]
    return [str(value)] if value else []
