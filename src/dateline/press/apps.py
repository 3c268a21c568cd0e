from django.apps import AppConfig


class PressConfig(AppConfig):
    name = "dateline.press"
    label = "dateline_press"
    verbose_name = "Press"
