from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "dateline.record"
    label = "dateline_record"
    verbose_name = "Record"
