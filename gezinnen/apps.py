from django.apps import AppConfig


class GezinnenConfig(AppConfig):
    name = "gezinnen"
    verbose_name = "Gezinnen"

    def ready(self) -> None:
        from gezinnen import agenda, familiegroepsplan, naslag, overzichtdelen, planstappen

        overzichtdelen.haak_aan()
        familiegroepsplan.haak_aan()
        naslag.haak_aan()
        planstappen.haak_aan()
        agenda.haak_aan()
