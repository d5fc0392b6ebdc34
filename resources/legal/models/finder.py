"""The questions that lead to routes to discuss. They stand here, and what somebody answers stands nowhere."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..routes import Finder
from ..trees import TreeError, finder_in
from .records import Law


def leads_somewhere(tree) -> None:
    """Allows only a tree whose every way ends at a result."""
    try:
        problems = finder_in(tree).problems()
    except TreeError as error:
        raise ValidationError(
            _("“%(name)s” is missing somewhere, or is no such value."), params={"name": error}
        ) from error
    if problems:
        raise ValidationError(problems)


class RouteFinder(Law):
    """One at a time holds; the page that asks is the same for all."""

    SLUG = "route-finder"

    slug = models.SlugField(_("address"), max_length=80, choices=[(SLUG, SLUG)], default=SLUG)
    tree = models.JSONField(
        _("questions and results"), validators=[leads_somewhere],
        help_text=_(
            "Start, questions, results, and what an answer adds. Copy that of the finder before, and change what "
            "has changed: every way must end at a result."
        ),
    )  # fmt: skip

    class Meta(Law.Meta):
        verbose_name = _("route finder")
        verbose_name_plural = _("route finders")

    @property
    def url(self) -> str:
        return reverse("legal:finder")

    @cached_property
    def finder(self) -> Finder:
        return finder_in(self.tree)
