from django.apps import AppConfig


class SpicConfig(AppConfig):
    name = "spic"
    verbose_name = "Spic"

    def ready(self) -> None:
        from spic import haken

        haken.haak_aan()
