from django.apps import AppConfig


class MastheadConfig(AppConfig):
    name = "dateline.masthead"
    label = "dateline_masthead"
    verbose_name = "Masthead"

    def ready(self) -> None:
        """Declare what the masthead prints."""
        from dateline.masthead import plates

        plates.register()
