from django.urls import path

from gezinnen.views import borging, borging_concept

BORGING = "gezinnen/<nummer:nummer>/borging/"
CONCEPT = f"{BORGING}concept/"

urlpatterns = [
    path(BORGING, borging.borging, name="borging"),
    path(f"{BORGING}<int:pk>/", borging.versie, name="borging-versie"),
    path(f"{BORGING}overdracht/nieuw/", borging.overdracht_nieuw, name="overdracht-nieuw"),
    path(f"{BORGING}overdracht/<int:pk>/", borging.overdracht, name="overdracht"),
    path(CONCEPT, borging_concept.concept, name="borging-concept"),
    path(f"{CONCEPT}maken/", borging_concept.maken, name="borging-maken"),
    path(f"{CONCEPT}onderdelen/<slug:soort>/", borging_concept.punten, name="borging-punten"),
    path(f"{CONCEPT}acties/", borging_concept.acties, name="borging-acties"),
    path(f"{CONCEPT}contacten/", borging_concept.contacten, name="borging-contacten"),
    path(f"{CONCEPT}antwoorden/<int:pk>/", borging_concept.antwoorden, name="borging-antwoorden"),
    path(f"{CONCEPT}lezen/", borging_concept.lezen, name="borging-lezen"),
    path(f"{CONCEPT}aanbieden/", borging_concept.aanbieden, name="borging-aanbieden"),
    path(f"{CONCEPT}vaststellen/", borging_concept.vaststellen, name="borging-vaststellen"),
    path(f"{CONCEPT}teruggeven/", borging_concept.teruggeven, name="borging-teruggeven"),
]
