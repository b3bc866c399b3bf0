from django.apps import AppConfig


class VeiligheidConfig(AppConfig):
    name = "veiligheid"
    verbose_name = "Veiligheid"
