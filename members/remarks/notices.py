"""What this room tells, and whom. Nobody is told of a thing that they may not read."""

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from generic_notifications.types import register

from cms.kinds import kind_of
from members.accounts.models import User
from members.notices.actions import tell
from members.notices.naming import ACTOR
from members.notices.types import SiteNotice
from members.partnerships.models import RosterEntry

from .models import Comment, Report
from .talk import talk_about

STAFF = (User.Role.STAFF, User.Role.ADMIN)


@register
class Commented(SiteNotice):
    key = "commented"
    name = gettext_lazy("Somebody comments on something of mine")
    description = name


@register
class CommentRemoved(SiteNotice):
    key = "comment-removed"
    name = gettext_lazy("Network staff remove a comment of mine")
    description = name


@register
class ReportRaised(SiteNotice):
    key = "report-raised"
    name = gettext_lazy("Somebody reports something")
    description = name

    @classmethod
    def can_reach(cls, user) -> bool:
        return user.role in STAFF


@register
class ReportDecided(SiteNotice):
    key = "report-decided"
    name = gettext_lazy("Network staff have looked at what I reported")
    description = name


def tell_commented(*, comment: Comment, thing: Model, actor) -> None:
    kind = kind_of(thing)
    tell(
        people=talk_about(thing).authors(thing, comment.place),
        kind=Commented,
        actor=actor,
        about=thing,
        subject=_("A comment: %(title)s") % {"title": kind.title(thing)},
        text=_("%(name)s has written a comment.") % {"name": ACTOR},
        url=f"{kind.url(thing).partition('#')[0]}#{comment.anchor}",
    )


def tell_removed(*, comment: Comment, actor) -> None:
    tell(
        people=[comment.author] if comment.author else [],
        kind=CommentRemoved,
        actor=actor,
        subject=_("Network staff have removed a comment of yours"),
        text=_("It began: “%(words)s” Write to them if you think that this is wrong.") % {"words": comment.text[:80]},
        url=reverse("notices:index"),
    )


def tell_reported(*, report: Report, actor) -> None:
    """Without a word of what it is about: the queue shows that, to whoever signs in with two steps.

    Network staff who wrote the comment that is reported are not told, as the queue does not show it to them.
    """
    staff = User.objects.filter(role__in=STAFF)
    tell(
        people=staff.exclude(pk=report.comment.author_id) if report.comment and report.comment.author_id else staff,
        kind=ReportRaised,
        actor=actor,
        subject=_("Somebody asks you to look at something"),
        text=_("It waits among the reports, with a reason."),
        url=reverse("remarks:reports"),
    )


def tell_decided(*, report: Report, actor) -> None:
    said = _("They acted on it.") if report.decision == Report.Decision.ACTED else _("They left it as it is.")
    tell(
        people=[report.raised_by] if report.raised_by else [],
        kind=ReportDecided,
        actor=actor,
        subject=_("Network staff have looked at what you reported"),
        text=f"{said} “{report.answer}”" if report.answer else said,
        url=reverse("notices:index"),
    )


def stewards_of(partnership) -> QuerySet:
    """Who keeps the page of `partnership`, and so is told what is said there."""
    entries = RosterEntry.objects.current().filter(partnership=partnership, is_steward=True)
    return User.objects.filter(pk__in=entries.values("user"))
