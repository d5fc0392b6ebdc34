"""What a tab of a browser holds: the form of a page, and what somebody types into it."""


def sent_by(response, **typed) -> dict:
    """What the form on this page sends when nothing but `typed` was typed into it."""
    form = response.context["form"]
    held = _values(form)
    if hasattr(form, "stages"):
        for each in (form.stages.management_form, *form.stages):
            held |= _values(each)
    return {name: value for name, value in {**held, **typed}.items() if value is not None}


def _values(form) -> dict:
    return {form.add_prefix(name): form[name].value() for name in form.fields}


def edition_in(response) -> str:
    """What a form that was opened with this page says that it was begun from; nothing where there was no page."""
    return response.context["form"]["edition"].value() if response.status_code == 200 else ""
