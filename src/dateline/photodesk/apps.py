from django.apps import AppConfig


class PhotodeskConfig(AppConfig):
    name = "dateline.photodesk"
    label = "dateline_photodesk"
    verbose_name = "Photodesk"

    def ready(self) -> None:
        """Connect the receivers and set how pictures are written."""
        from dateline.photodesk import encoding, receivers

        encoding.register()
        receivers.connect()
