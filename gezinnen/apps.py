from django.apps import AppConfig


class GezinnenConfig(AppConfig):
    name = "gezinnen"
    verbose_name = "Gezinnen"

    def ready(self) -> None:
        from gezinnen import (
            agenda,
            borging,
            btoagenda,
            familiegroepsplan,
            fasen,
            kwesties,
            naslag,
            normbronnen,
            normbronnen_bto,
            normbronnen_recht,
            overlegdelen,
            overzichtdelen,
            planstappen,
            termijnen,
        )

        overzichtdelen.haak_aan()
        familiegroepsplan.haak_aan()
        naslag.haak_aan()
        planstappen.haak_aan()
        normbronnen.haak_aan()
        normbronnen_recht.haak_aan()
        normbronnen_bto.haak_aan()
        fasen.haak_aan()
        btoagenda.haak_aan()
        overlegdelen.haak_aan()
        kwesties.haak_aan()
        borging.haak_aan()
        agenda.haak_aan()
        termijnen.haak_aan()
