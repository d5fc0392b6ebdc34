from django.urls import path

from . import views

app_name = "remarks"
urlpatterns = [
    path("bookmarks/", views.bookmarks, name="bookmarks"),
    path("bookmarks/<str:reference>/", views.bookmark, name="bookmark"),
    path("comments/<str:reference>/", views.comments, name="comments"),
    path("comments/<str:code>/edit/", views.edit, name="edit"),
    path("comments/<str:code>/remove/", views.remove, name="remove"),
    path("reports/", views.reports, name="reports"),
    path("reports/on/<str:reference>/", views.report, name="report"),
    path("reports/<str:code>/decide/", views.decide, name="decide"),
]
