from django.urls import path

from veiligheid.views import veiligheidsplan

urlpatterns = [
    path("gezinnen/<nummer:nummer>/veiligheid/plan/", veiligheidsplan.plan, name="plan"),
    path("gezinnen/<nummer:nummer>/veiligheid/plan/nieuw/", veiligheidsplan.plan_nieuw, name="plan-nieuw"),
    path("gezinnen/<nummer:nummer>/veiligheid/plan/<int:pk>/", veiligheidsplan.plan, name="plan-versie"),
    path(
        "gezinnen/<nummer:nummer>/veiligheid/plan/<int:pk>/meelezen/",
        veiligheidsplan.plan_meelezen,
        name="plan-meelezen",
    ),
    path("gezinnen/<nummer:nummer>/veiligheid/plan/<int:pk>/afdruk/", veiligheidsplan.plan_afdruk, name="plan-afdruk"),
]
