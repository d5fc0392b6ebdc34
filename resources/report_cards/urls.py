from django.urls import path

from . import views

app_name = "report_cards"
urlpatterns = [
    path("report-cards/", views.index, name="index"),
    path("report-cards/<str:slug>/", views.page, name="page"),
]
