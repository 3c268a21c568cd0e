from django.apps import AppConfig


class CommandLineConfig(AppConfig):
    name = "dateline.cli"
    label = "dateline_cli"
    verbose_name = "CommandLine"
