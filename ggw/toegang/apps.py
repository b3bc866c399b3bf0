from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate, pre_migrate


class ToegangConfig(AppConfig):
    name = "ggw.toegang"
    label = "toegang"
    verbose_name = "Toegang"

    def ready(self) -> None:
        from ggw.toegang import beleid, controles

        checks.register(controles.elke_url_heeft_een_deur, "toegang")
        checks.register(controles.elk_model_heeft_een_verklaring, "toegang")
        pre_migrate.connect(beleid.voor_migratie, sender=self)
        post_migrate.connect(beleid.na_migratie, sender=self)
