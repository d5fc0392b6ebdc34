from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("accounts/data/", views.data, name="data"),
    path("accounts/data/export/", views.export, name="export"),
    path("accounts/data/erase/", views.erase, name="erase"),
    # One door to sign in by: what Wagtail would offer leads to ours.
    path("accounts/editors/", views.admin_sign_in, name="admin_sign_in"),
    path("admin/login/", views.admin_sign_in),
    path("admin/password_reset/", views.admin_sign_in),
    path("_util/login/", views.admin_sign_in),
]
