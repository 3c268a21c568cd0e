"""Addresses of the newsroom's origin. Wagtail's API and its picture server stay unmounted."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.generic import RedirectView


def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


urlpatterns = [
    path("", RedirectView.as_view(pattern_name="wagtailadmin_home")),
    path("healthz", healthz),
    path("newsroom/", include("dateline.accounts.urls_wagtail")),
    path("newsroom/", include("wagtail.admin.urls")),
    path("accounts/", include("dateline.accounts.urls")),
    path("", include("dateline.photodesk.urls")),
    path("", include("dateline.newsroom.urls")),  # last: it answers for every path left
]
