from django.apps import AppConfig


class GezinnenConfig(AppConfig):
    name = "gezinnen"
    verbose_name = "Gezinnen"

    def ready(self) -> None:
        from gezinnen import overzichtdelen

        overzichtdelen.haak_aan()
