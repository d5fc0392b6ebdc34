from .models import Element, Indicator, LegalAnswer, LegalResource, Route, RouteFinder, StateOverlay, SuppressionRule

CHECKED = (Route, Element, Indicator, SuppressionRule, StateOverlay, LegalResource, LegalAnswer, RouteFinder)


def verified_by(user) -> list[dict]:
    """What `user`, an attorney, has verified, and on which day."""
    return [
        {"kind": str(model._meta.verbose_name), "name": str(record), "verified_on": record.verified_on}
        for model in CHECKED
        for record in model.objects.filter(verified_by=user).order_by("pk")
    ]
