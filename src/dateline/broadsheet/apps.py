from django.apps import AppConfig


class BroadsheetConfig(AppConfig):
    name = "dateline.broadsheet"
    label = "dateline_broadsheet"
    verbose_name = "Broadsheet"
