from django.apps import AppConfig


class OnwardConfig(AppConfig):
    name = "dateline.onward"
    label = "dateline_onward"
    verbose_name = "Onward"

    def ready(self) -> None:
        """Declare the pages that list stories."""
        from dateline.onward import plates, receivers

        plates.register()
        receivers.connect()
