from django.apps import AppConfig


class MorgueConfig(AppConfig):
    name = "dateline.morgue"
    label = "dateline_morgue"
    verbose_name = "Morgue"
