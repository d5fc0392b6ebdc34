from django.urls import path

from . import views

app_name = "program"
urlpatterns = [
    path("starred/", views.starred, name="starred"),
    path("starred/address/", views.renew_address, name="renew_address"),
    path("starred/<str:token>.ics", views.starred_calendar, name="starred_calendar"),
    path("convenings/<str:slug>/agenda.ics", views.agenda_calendar, name="agenda_calendar"),
    path("convenings/<str:slug>/<str:session>.ics", views.session_calendar, name="session_calendar"),
    path("convenings/<str:slug>/<str:session>/star/", views.set_star, name="star"),
]
