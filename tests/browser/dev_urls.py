"""The site's addresses with those of development, whose pages are looked at too."""

from django.urls import include, path

from cms.urls import handler400, handler403, handler404, handler500  # noqa: F401
from cms.urls import urlpatterns as of_the_site

urlpatterns = [path("", include("cms.dev.urls")), *of_the_site]
