from django.urls import path

from . import views

app_name = "partnerships"
urlpatterns = [
    path("join/", views.join, name="join"),
    path("join/requests/", views.requests, name="requests"),
    path("join/requests/<str:code>/approve/", views.approve, name="approve"),
    path("join/requests/<str:code>/decline/", views.decline, name="decline"),
    path("join/requests/<str:code>/withdraw/", views.withdraw, name="withdraw"),
    path("partnerships/", views.index, name="index"),
    path("partnerships/import/", views.upload, name="import"),
    path("partnerships/import/samples/<str:name>", views.sample, name="sample"),
    path("partnerships/import/<str:code>/", views.plan, name="plan"),
    path("partnerships/<slug:slug>/", views.page, name="page"),
    path("partnerships/<slug:slug>/edit/", views.edit, name="edit"),
    path("partnerships/<slug:slug>/challenges/new/", views.face, name="face"),
    path("partnerships/<slug:slug>/challenges/<str:code>/", views.faced, name="faced"),
    path("partnerships/<slug:slug>/challenges/<str:code>/strike/", views.strike, name="strike"),
    path("partnerships/<slug:slug>/roster/", views.roster, name="roster"),
    path("roster/<str:code>/end/", views.end, name="end"),
]
