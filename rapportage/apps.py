from django.apps import AppConfig


class RapportageConfig(AppConfig):
    name = "rapportage"
    verbose_name = "Rapportage"

    def ready(self) -> None:
        from gezinnen.aanhaken import DELEN, Deel
        from gezinnen.tijdlijn import ZINNEN
        from gezinnen.vaststellen import NA_VASTSTELLEN
        from rapportage.tasks import bied_planafdruk_aan
        from rapportage.tevredenheid import kaart, zin

        NA_VASTSTELLEN.append(bied_planafdruk_aan)
        DELEN.append(Deel("rapportage/tevredenheid/_kaart.html", kaart, "gezin.bekijken", 2, 60))
        ZINNEN["tevredenheid.gevraagd"] = (zin, None)
