from django.apps import AppConfig


class GezinnenConfig(AppConfig):
    name = "gezinnen"
    verbose_name = "Gezinnen"

    def ready(self) -> None:
        from gezinnen import borging, familiegroepsplan, kwesties, naslag, overzichtdelen, planstappen

        overzichtdelen.haak_aan()
        familiegroepsplan.haak_aan()
        naslag.haak_aan()
        planstappen.haak_aan()
        kwesties.haak_aan()
        borging.haak_aan()
