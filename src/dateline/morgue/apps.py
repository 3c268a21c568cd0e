from django.apps import AppConfig


class MorgueConfig(AppConfig):
    name = "dateline.morgue"
    label = "dateline_morgue"
    verbose_name = "Morgue"

    def ready(self) -> None:
        """Declare what this room prints."""
        from dateline.morgue import plates

        plates.register()
