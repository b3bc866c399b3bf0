"""One file per group of pages."""

from django.urls import URLPattern

app_name = "veiligheid"
urlpatterns: list[URLPattern] = []
