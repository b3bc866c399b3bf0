from django.apps import AppConfig


class OnderdelenConfig(AppConfig):
    name = "ggw.onderdelen"
    label = "onderdelen"
