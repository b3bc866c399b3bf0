from django.urls import path

from veiligheid.views import afname

urlpatterns = [
    path("gezinnen/<nummer:nummer>/veiligheid/afnames/nieuw/", afname.afname_nieuw, name="afname-nieuw"),
    path("gezinnen/<nummer:nummer>/veiligheid/afnames/<int:pk>/", afname.afname, name="afname"),
    path(
        "gezinnen/<nummer:nummer>/veiligheid/afnames/<int:pk>/invullen/", afname.afname_invullen, name="afname-invullen"
    ),
]
