from datetime import date

import factory
from django.utils import timezone

from resources.agreements.models import AgreementIndexPage, AgreementTemplatePage, Clause, TemplateVersion


class AgreementTemplateFactory(factory.django.DjangoModelFactory):
    """A published template; with `wordings` also version 1.0, with a clause for each (anchor, wording)."""

    class Meta:
        model = AgreementTemplatePage
        skip_postgeneration_save = True

    title = factory.Sequence(lambda number: f"Template {number}")
    slug = factory.Sequence(lambda number: f"template-{number}")
    summary = "One study, one provider."
    form = "data-sharing agreement"
    tier = AgreementTemplatePage.Tier.DATA
    live = True
    first_published_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(
        cls,
        model,
        *args,
        wordings=(("scope", "The study covers grade 3."),),
        routes=(),
        answers=(),
        challenges=(),
        **fields,
    ):
        page = model(**fields)
        page.routes, page.answers, page.challenges = routes, answers, challenges
        AgreementIndexPage.objects.get().add_child(instance=page)
        if wordings:
            version_of(page, "1.0", wordings, effective=date(2026, 2, 1))
        return page


def version_of(page, number, wordings, **fields) -> TemplateVersion:
    """A version of `page` with a clause for each (anchor, wording)."""
    defaults = {
        "effective": date(2026, 11, 24), "title": page.title, "rests_on": "none", "minutes": 3,
        "disclaimer": "Not legal advice.", "license": "CC BY 4.0",
    }  # fmt: skip
    version = TemplateVersion.objects.create(page=page, number=number, **{**defaults, **fields})
    for order, (anchor, wording) in enumerate(wordings, start=1):
        title = anchor.replace("-", " ").capitalize()
        Clause.objects.create(version=version, order=order, anchor=anchor, title=title, wording=wording)
    return version
