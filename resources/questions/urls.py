from django.urls import path

from . import views

app_name = "questions"
urlpatterns = [
    path("questions/", views.index, name="index"),
    path("questions/ask/", views.ask, name="ask"),
    path("questions/like/", views.like, name="like"),
    path("questions/<str:code>/", views.page, name="page"),
    path("questions/<str:code>/edit/", views.edit, name="edit"),
    path("questions/<str:code>/withdraw/", views.withdraw, name="withdraw"),
    path("questions/<str:code>/answer/", views.answer, name="answer"),
    path("questions/<str:code>/<str:answer>/edit/", views.edit_answer, name="edit_answer"),
    path("questions/<str:code>/<str:answer>/withdraw/", views.withdraw_answer, name="withdraw_answer"),
    path("questions/<str:code>/<str:answer>/accept/", views.accept, name="accept"),
]
