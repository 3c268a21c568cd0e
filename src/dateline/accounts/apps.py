from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "dateline.accounts"
    label = "dateline_accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        """Listen to saved users and to logins."""
        from dateline.accounts import receivers  # noqa: F401  connecting is its work
