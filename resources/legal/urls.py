from django.urls import path

from . import views

app_name = "legal"
urlpatterns = [
    path("legal/", views.index, name="index"),
    path("legal/route/", views.finder, name="finder"),
    path("legal/routes/<str:slug>/", views.route, name="route"),
    path("legal/elements/", views.elements, name="elements"),
    path("legal/elements/<str:slug>/", views.element, name="element"),
    path("legal/indicators/", views.indicators, name="indicators"),
    path("legal/indicators/<str:slug>/", views.indicator, name="indicator"),
    path("legal/small-groups/", views.suppression_rules, name="suppression_rules"),
    path("legal/small-groups/<str:slug>/", views.suppression_rule, name="suppression_rule"),
    path("legal/states/", views.states, name="states"),
    path("legal/states/<str:slug>/", views.state, name="state"),
    path("legal/resources/", views.resources, name="resources"),
    path("legal/resources/<str:slug>/", views.resource, name="resource"),
    path("legal/answers/", views.answers, name="answers"),
    path("legal/answers/<str:slug>/", views.answer, name="answer"),
]
