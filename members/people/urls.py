from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("people/", views.index, name="index"),
    path("people/me/", views.me, name="me"),
    path("people/me/edit/", views.edit, name="edit"),
    path("people/me/photo/", views.set_photo, name="set_photo"),
    path("people/me/directory/", views.directory, name="directory"),
    path("people/<str:code>/", views.profile, name="profile"),
    path("people/<str:code>/photo/", views.photo, name="photo"),
]
