from django.apps import AppConfig


class GezinnenConfig(AppConfig):
    name = "gezinnen"
    verbose_name = "Gezinnen"

    def ready(self) -> None:
        from gezinnen import familiegroepsplan, naslag, overlegdelen, overzichtdelen, planstappen

        overzichtdelen.haak_aan()
        familiegroepsplan.haak_aan()
        naslag.haak_aan()
        planstappen.haak_aan()
        overlegdelen.haak_aan()
