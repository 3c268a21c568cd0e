from django.apps import AppConfig


class MailroomConfig(AppConfig):
    name = "dateline.mailroom"
    label = "dateline_mailroom"
    verbose_name = "Mailroom"
