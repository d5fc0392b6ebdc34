from django.urls import path

from . import views

app_name = "dev"
urlpatterns = [
    path("styleguide/", views.styleguide, name="styleguide"),
    path("dev/errors/<int:status>/", views.error, name="error"),
    path("dev/mail/", views.mail, name="mail"),
    path("dev/mail/<int:number>/", views.letter, name="letter"),
]
