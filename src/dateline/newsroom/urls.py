"""The last address of the newsroom's origin: what is the paper's own leads to the readers'."""

from django.urls import re_path

from dateline.newsroom.views import readers

urlpatterns = [re_path(r"^(?P<path>.*)$", readers.lead_there)]
