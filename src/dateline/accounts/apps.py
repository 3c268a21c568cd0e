from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "dateline.accounts"
    label = "dateline_accounts"
    verbose_name = "Accounts"
