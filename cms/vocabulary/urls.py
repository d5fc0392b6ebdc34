from django.urls import path

from . import views

app_name = "vocabulary"
urlpatterns = [
    path("challenges/", views.challenges, name="challenges"),
    path("challenges/<slug:slug>/", views.challenge, name="challenge"),
    path("outcomes/", views.outcomes, name="outcomes"),
    path("outcomes/<slug:slug>/", views.outcome, name="outcome"),
    path("glossary/", views.glossary, name="glossary"),
    path("theory-of-action/", views.theory_of_action, name="theory_of_action"),
]
