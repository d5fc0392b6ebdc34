"""Templates and clauses, shown on the pages of the law and of challenges."""

from django import template
from django.db.models import Q
from django.utils.html import format_html

from ..models import AgreementTemplatePage, Clause, TemplateVersion

register = template.Library()


@register.inclusion_tag("agreements/_links.html", takes_context=True)
def templates_for_route(context, route) -> dict:
    """Templates that are offered for `route`, or for what held at its address before."""
    return {"templates": _templates(context).filter(routes__slug=route.slug).distinct()}


@register.simple_tag(takes_context=True)
def templates_for_result(context, result) -> list:
    """Templates that fit what the route finder led to: the one that it names, then those offered for its routes."""
    fitting = Q(slug=result.template) | Q(routes__slug__in=result.routes)
    found = _templates(context).filter(fitting).distinct()
    return sorted(found, key=lambda page: page.slug != result.template)


@register.filter
def naming(texts, templates) -> list[str]:
    """`texts`, in which the title of one of `templates` leads to it."""
    return [_linked(text, templates) for text in texts]


@register.inclusion_tag("agreements/_links.html", takes_context=True)
def templates_for_answer(context, answer) -> dict:
    return {"templates": _templates(context).filter(answers=answer)}


@register.inclusion_tag("agreements/_about.html", takes_context=True)
def templates_about(context, challenge) -> dict:
    """Templates that help with `challenge`."""
    return {"templates": _templates(context).for_challenge(challenge)}


@register.inclusion_tag("agreements/_clauses_with.html", takes_context=True)
def clauses_with(context, element) -> dict:
    """Clauses of current versions that carry `element`."""
    readable = AgreementTemplatePage.objects.visible_to(context["viewer"]).values("pk")
    current = TemplateVersion.objects.current().filter(page__in=readable)
    carrying = Clause.objects.filter(elements__slug=element.slug, version__in=current.values("pk"))
    clauses = carrying.select_related("version__page").order_by("version__page__title", "order").distinct()
    return {"clauses": clauses}


def _linked(text: str, templates) -> str:
    for page in templates:
        begin = text.lower().find(page.title.lower())
        if begin >= 0:
            end = begin + len(page.title)
            return format_html(
                '{}<a href="{}">{}</a>{}', text[:begin], page.get_absolute_url(), text[begin:end], text[end:]
            )
    return text


def _templates(context):
    return AgreementTemplatePage.objects.visible_to(context["viewer"]).listed().order_by("title")
