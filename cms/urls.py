"""Where the rooms meet: addresses, composed by dotted names, so that this file imports no room."""

from django.apps import apps
from django.urls import include, path

urlpatterns = [
    path("", include("members.accounts.urls")),
    path("", include("members.notices.urls")),
    path("", include("members.partnerships.urls")),
    path("", include("members.people.urls")),
    path("", include("members.remarks.urls")),
    path("", include("resources.legal.urls")),
    path("", include("resources.agreements.urls")),
    path("", include("resources.questions.urls")),
    path("", include("resources.systems.urls")),
    path("", include("resources.report_cards.urls")),
    path("", include("resources.lessons.urls")),
    path("", include("convenings.program.urls")),
    path("", include("cms.vocabulary.urls")),
    path("", include("search.urls")),
    path("admin/", include("cms.editors")),
    path("documents/", include("wagtail.documents.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("cms.routes")),
]

if apps.is_installed("cms.dev"):
    urlpatterns.append(path("", include("cms.dev.urls")))

urlpatterns.append(path("", include("wagtail.urls")))

handler400 = "cms.views.bad_request"
handler403 = "cms.views.forbidden"
handler404 = "cms.views.not_found"
handler500 = "cms.views.server_error"
