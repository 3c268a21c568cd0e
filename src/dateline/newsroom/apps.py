from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "dateline.newsroom"
    label = "dateline_newsroom"
    verbose_name = "Newsroom"

    def ready(self) -> None:
        """Register the desk checks and lay out the story's form."""
        from dateline.newsroom import checks, story_form

        checks.register()
        story_form.lay_out()
