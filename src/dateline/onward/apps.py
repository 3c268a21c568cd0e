from django.apps import AppConfig


class OnwardConfig(AppConfig):
    name = "dateline.onward"
    label = "dateline_onward"
    verbose_name = "Onward"
