from django.apps import AppConfig


class SyndicationConfig(AppConfig):
    name = "dateline.syndication"
    label = "dateline_syndication"
    verbose_name = "Syndication"

    def ready(self) -> None:
        """Declare what machines are told."""
        from dateline.syndication import plates

        plates.register()
