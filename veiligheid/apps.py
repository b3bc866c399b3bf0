from django.apps import AppConfig


class VeiligheidConfig(AppConfig):
    name = "veiligheid"
    verbose_name = "Veiligheid"

    def ready(self) -> None:
        from veiligheid import contactstappen, haken, momentopname, normbronnen, signalen, voorwaarden, wachtlijst

        haken.haak_aan()
        contactstappen.haak_aan()
        wachtlijst.haak_aan()
        momentopname.haak_aan()
        normbronnen.haak_aan()
        voorwaarden.haak_aan()
        signalen.haak_aan()
