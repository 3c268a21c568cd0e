from django.apps import AppConfig


class OnwardConfig(AppConfig):
    name = "dateline.onward"
    label = "dateline_onward"
    verbose_name = "Onward"

    def ready(self) -> None:
        """Declare the pages that list stories and the search, and keep the index."""
        from dateline.lib import duties
        from dateline.onward import plates, receivers
        from dateline.onward.search import cards

        plates.register()
        receivers.connect()
        duties.register(cards.DUTY, cards.EVERY, cards.catch_up)
