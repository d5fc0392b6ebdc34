from django.urls import path
from django.views.decorators.http import require_safe

from . import views
from .feeds import LessonsOfPartnership, LessonsOnChallenge, NewestLessons

app_name = "lessons"
urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("lessons/new/", views.new, name="new"),
    path("lessons/new/autosave/", views.autosave, name="autosave_new"),
    path("lessons/feed/", require_safe(NewestLessons()), name="feed"),
    path("challenges/<str:slug>/feed/", require_safe(LessonsOnChallenge()), name="feed_of_challenge"),
    path("partnerships/<str:slug>/feed/", require_safe(LessonsOfPartnership()), name="feed_of_partnership"),
    path("lessons/markdown/", views.markdown, name="markdown"),
    path("lessons/<str:slug>/edit/", views.edit, name="edit"),
    path("lessons/<str:slug>/autosave/", views.autosave, name="autosave"),
    path("lessons/<str:slug>/preview/", views.preview, name="preview"),
    path("lessons/<str:slug>/submit/", views.submit, name="submit"),
    path("lessons/<str:slug>/take-back/", views.unsubmit, name="unsubmit"),
    path("lessons/<str:slug>/discard/", views.discard, name="discard"),
    path("lessons/<str:slug>/readers/", views.readers, name="readers"),
    path("lessons/<str:slug>/review/", views.review, name="review"),
    path("lessons/<str:slug>/withdraw/", views.withdraw, name="withdraw"),
    path("lessons/<str:slug>/holds/", views.confirm, name="confirm"),
    path("lessons/<str:slug>/flag/", views.flag, name="flag"),
    path("lessons/<str:slug>/flag/<str:code>/", views.resolve, name="resolve"),
]
