from django.apps import AppConfig


class ConceptenConfig(AppConfig):
    name = "ggw.concepten"
    label = "concepten"
    verbose_name = "concepten van formulieren"
