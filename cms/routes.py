"""Addresses of the ground itself."""

from django.conf import settings
from django.urls import path
from django.views.static import serve

from . import views
from .sitemap import sitemap, sitemap_index

urlpatterns = [
    path("favicon.ico", views.favicon),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap, name="sitemap_of_kind"),
    # Renditions of editors' images are public. Originals and documents have no address here.
    path("media/images/<path:path>", serve, {"document_root": settings.MEDIA_ROOT / "images"}),
]
