from django.apps import AppConfig
from django.core import checks


class AlmanacConfig(AppConfig):
    name = "dateline.almanac"
    label = "dateline_almanac"
    verbose_name = "Almanac"

    def ready(self) -> None:
        """Declare the day and the weather, and let the worker look for the latter."""
        from dateline.almanac import plates
        from dateline.almanac.actions import EVERY, ask_if_due
        from dateline.almanac.checks import weather_provider
        from dateline.lib import duties

        plates.register()
        duties.register("weather", EVERY, ask_if_due, aside=True)
        checks.register(weather_provider)
