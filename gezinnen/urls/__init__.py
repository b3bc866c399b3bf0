"""One file per group of pages; each family page is nested under `/gezinnen/<nummer>/`."""

from gezinnen.urls import overzicht

app_name = "gezinnen"
urlpatterns = [*overzicht.urlpatterns]
