from django.urls import path

from gezinnen.views import familiegroepsplan as views

urlpatterns = [
    path("gezinnen/<nummer:nummer>/familiegroepsplan/", views.familiegroepsplan, name="familiegroepsplan"),
    path(
        "gezinnen/<nummer:nummer>/familiegroepsplan/nieuw/",
        views.familiegroepsplan_nieuw,
        name="familiegroepsplan-nieuw",
    ),
    path(
        "gezinnen/<nummer:nummer>/familiegroepsplan/<int:pk>/",
        views.familiegroepsplan_wijzigen,
        name="familiegroepsplan-wijzigen",
    ),
]
