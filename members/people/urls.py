from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("people/me/", views.me, name="me"),
    path("people/me/edit/", views.edit, name="edit"),
    path("people/<str:code>/", views.profile, name="profile"),
]
