from django.urls import path

from . import views

app_name = "systems"
urlpatterns = [
    path("systems/", views.index, name="index"),
    path("systems/kinds/", views.kinds, name="kinds"),
    path("systems/<str:slug>/", views.page, name="page"),
]
