from django.urls import path

from . import views

app_name = "search"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("search.json", views.data, name="data"),
    path("search/description.xml", views.description, name="description"),
    path("search/suggest/", views.suggest, name="suggest"),
]
