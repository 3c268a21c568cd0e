from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "dateline.newsroom"
    label = "dateline_newsroom"
    verbose_name = "Newsroom"
