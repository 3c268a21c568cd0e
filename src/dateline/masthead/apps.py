from django.apps import AppConfig


class MastheadConfig(AppConfig):
    name = "dateline.masthead"
    label = "dateline_masthead"
    verbose_name = "Masthead"
