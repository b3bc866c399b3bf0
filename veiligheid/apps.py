from django.apps import AppConfig


class VeiligheidConfig(AppConfig):
    name = "veiligheid"
    verbose_name = "Veiligheid"

    def ready(self) -> None:
        from veiligheid import contactstappen

        contactstappen.haak_aan()
