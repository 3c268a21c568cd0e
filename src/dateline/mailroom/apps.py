from django.apps import AppConfig
from django.core import checks


class MailroomConfig(AppConfig):
    name = "dateline.mailroom"
    label = "dateline_mailroom"
    verbose_name = "Mailroom"

    def ready(self) -> None:
        """Register the duty of sending, and what is checked about it."""
        from dateline.conf.options import option
        from dateline.lib import duties
        from dateline.mailroom.actions import send_due
        from dateline.mailroom.checks import mail_leaves_the_house, mail_settings

        duties.register("mail", option("MAIL_EVERY"), send_due, aside=True)
        checks.register(mail_settings)
        checks.register(mail_leaves_the_house, deploy=True)
