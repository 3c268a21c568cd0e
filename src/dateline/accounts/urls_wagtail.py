"""Wagtail's own doors, led to ours. Stands before Wagtail's addresses: its login asks for no
second factor, and its password reset knows no limit of tries."""

from allauth.account import views as account
from csp.decorators import csp_replace
from django.urls import path

from dateline.accounts import views
from dateline.accounts.urls import STRICT

urlpatterns = [
    path("login/", views.to_login),
    path("logout/", csp_replace(STRICT)(account.logout)),
    path("password_reset/", views.to_reset),
    path("password_reset/<path:rest>", views.to_reset),
]
