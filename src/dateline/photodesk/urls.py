"""Addresses of pictures and documents in the newsroom."""

from django.urls import path, re_path
from wagtail.documents.views import serve

from dateline.photodesk import views

urlpatterns = [
    path("media/<path:name>", views.newsroom_file, name="dateline_newsroom_file"),
    re_path(
        r"^documents/(\d+)/(.*)$", views.for_the_newsroom(serve.serve), name="wagtaildocs_serve"
    ),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        views.for_the_newsroom(serve.authenticate_with_password),
        name="wagtaildocs_authenticate_with_password",
    ),
]
