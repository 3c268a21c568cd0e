"""Addresses of the readers' origin: the last takes every path there is."""

from django.urls import path, re_path

from dateline.press import views

urlpatterns = [
    path("healthz", views.healthz),
    path("media/<path:name>", views.file),
    re_path(r"^(?P<path>(?s:.*))$", views.page),
]
