from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "dateline.record"
    label = "dateline_record"
    verbose_name = "Record"

    def ready(self) -> None:
        """Keep every version that is put into print, and out of it what was taken down."""
        from dateline.record import plates, takedowns
        from dateline.record.actions import record
        from dateline.stories import desk, print_state

        print_state.record_with(record)
        print_state.bar_with(takedowns.is_down)
        desk.register(takedowns.check, of_law=True)
        plates.register()
