"""One file per group of pages."""

from veiligheid.urls import contact

app_name = "veiligheid"
urlpatterns = [*contact.urlpatterns]
