from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "Site"

    def ready(self):
        from . import jobs, kinds, receivers, redirects, reviews  # noqa: F401
        from .models import AboutPage
        from .setup import setup

        reviews.register()
        redirects.register()
        kinds.register(
            kinds.Kind(
                name="about",
                label=_("About page"),
                plural=_("About"),
                model=AboutPage,
                visible_to=lambda viewer: AboutPage.objects.visible_to(viewer),
                title=lambda page: page.title,
                url=lambda page: f"/about/{page.slug}/",
            )
        )
        post_migrate.connect(lambda **kwargs: setup(), sender=self, weak=False, dispatch_uid="skeleton")
