from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "dateline.stories"
    label = "dateline_stories"
    verbose_name = "Stories"

    def ready(self) -> None:
        """Connect the receivers and declare what this room prints."""
        from dateline.stories import plates, receivers, releases

        receivers.connect()
        plates.register()
        releases.register()
