from django.apps import AppConfig


class OrganisatieConfig(AppConfig):
    name = "ggw.organisatie"
    label = "organisatie"
    verbose_name = "Organisatie"
