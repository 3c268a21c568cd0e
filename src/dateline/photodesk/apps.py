from django.apps import AppConfig


class PhotodeskConfig(AppConfig):
    name = "dateline.photodesk"
    label = "dateline_photodesk"
    verbose_name = "Photodesk"

    def ready(self) -> None:
        """Connect the receivers."""
        from dateline.photodesk import receivers

        receivers.connect()
