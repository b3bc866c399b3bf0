from django.urls import path

from ggw.organisatie.views import mensen, naslag, roosters, voorstellen

app_name = "organisatie"
urlpatterns = [
    path("mensen/", mensen.mensen, name="mensen"),
    path("mensen/nieuw/", mensen.mens_uitnodigen, name="mens-uitnodigen"),
    path("mensen/<int:pk>/", mensen.mens, name="mens"),
    path("mensen/<int:pk>/uitnodigen/", mensen.mens_opnieuw_uitnodigen, name="mens-opnieuw-uitnodigen"),
    path("mensen/<int:pk>/beeindigen/", mensen.mens_beeindigen, name="mens-beeindigen"),
    path("mensen/<int:pk>/teams/nieuw/", mensen.mens_in_team, name="mens-in-team"),
    path("mensen/<int:pk>/teams/<int:lidmaatschap>/", mensen.mens_uit_team, name="mens-uit-team"),
    path("mensen/<int:pk>/rol/", mensen.mens_rol, name="mens-rol"),
    path("mensen/<int:pk>/tweede-stap/", mensen.mens_tweede_stap, name="mens-tweede-stap"),
    path("voorstellen/", voorstellen.lijst, name="voorstellen"),
    path("voorstellen/<int:pk>/", voorstellen.besluit, name="voorstel"),
    path("rechten/", voorstellen.rechten, name="rechten"),
    path("naslag/", naslag.index, name="naslag"),
    path("naslag/<slug:soort>/", naslag.lijst, name="naslag-lijst"),
    path("naslag/<slug:soort>/nieuw/", naslag.toevoegen, name="naslag-toevoegen"),
    path("naslag/<slug:soort>/rij/<slug:pk>/", naslag.wijzigen, name="naslag-wijzigen"),
    path("rooster/", roosters.rooster, name="rooster"),
    path("rooster/<int:pk>/weg/", roosters.dienst_weg, name="dienst-weg"),
    path("vervanging/", roosters.vervangingen, name="vervangingen"),
    path("vervanging/<int:pk>/weg/", roosters.vervanging_weg, name="vervanging-weg"),
]
