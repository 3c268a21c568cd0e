from django.apps import AppConfig


class FrontsConfig(AppConfig):
    name = "dateline.fronts"
    label = "dateline_fronts"
    verbose_name = "Fronts"

    def ready(self) -> None:
        """Declare the fronts."""
        from dateline.fronts import plates

        plates.register()
