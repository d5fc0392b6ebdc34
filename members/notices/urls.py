from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("notices/", views.index, name="index"),
    path("notices/read/", views.read_all, name="read_all"),
    path("notices/mail/", views.pace, name="pace"),
    path("notices/<str:code>/", views.open_notice, name="open"),
]
