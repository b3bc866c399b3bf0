from django.apps import AppConfig


class RapportageConfig(AppConfig):
    name = "rapportage"
    verbose_name = "Rapportage"

    def ready(self) -> None:
        from gezinnen.vaststellen import NA_VASTSTELLEN
        from rapportage.tasks import bied_planafdruk_aan

        NA_VASTSTELLEN.append(bied_planafdruk_aan)
