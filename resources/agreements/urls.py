from django.urls import path

from . import views

app_name = "agreements"
urlpatterns = [
    path("agreements/<str:slug>/text/", views.text, name="text"),
    path("agreements/<str:slug>/blanks/", views.blanks, name="blanks"),
    path("agreements/<str:slug>/versions/", views.versions, name="versions"),
    path("agreements/<str:slug>/compare/", views.compare, name="compare"),
    path("agreements/<str:slug>/download/<str:number>.md", views.markdown, name="markdown"),
    path("agreements/<str:slug>/download/<str:number>.docx", views.word, name="word"),
]
