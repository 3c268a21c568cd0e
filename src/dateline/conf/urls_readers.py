"""Addresses of the readers' origin: the press answers for all of them."""

from django.urls import include, path

urlpatterns = [path("", include("dateline.press.urls"))]
handler500 = "dateline.press.views.fault"
