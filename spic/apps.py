from django.apps import AppConfig


class SpicConfig(AppConfig):
    name = "spic"
    verbose_name = "Spic"
