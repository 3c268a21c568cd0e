from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "dateline.record"
    label = "dateline_record"
    verbose_name = "Record"

    def ready(self) -> None:
        """Keep every version that is put into print."""
        from dateline.record.actions import record
        from dateline.stories.print_state import record_with

        record_with(record)
