from django.apps import AppConfig


class PhotodeskConfig(AppConfig):
    name = "dateline.photodesk"
    label = "dateline_photodesk"
    verbose_name = "Photodesk"

    def ready(self) -> None:
        """Connect the receivers, and let portraits of people at work pass the gate, too."""
        from wagtail.admin.forms.account import AvatarPreferencesForm

        from dateline.photodesk import receivers
        from dateline.photodesk.fields import PortraitFormField

        portrait = AvatarPreferencesForm.base_fields["avatar"]
        AvatarPreferencesForm.base_fields["avatar"] = PortraitFormField(
            label=portrait.label, required=False
        )
        receivers.connect()
