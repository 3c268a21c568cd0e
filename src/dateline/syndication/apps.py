from django.apps import AppConfig


class SyndicationConfig(AppConfig):
    name = "dateline.syndication"
    label = "dateline_syndication"
    verbose_name = "Syndication"
