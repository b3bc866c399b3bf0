from django.urls import path

from spic.catalogus.urls import urlpatterns as catalogus_urls
from spic.views import hulp, partner, partnerstappen, verkenning, verwijzing

app_name = "spic"
PARTNER = "partner/<int:verwijzing>/"
VERKENNING = "gezinnen/<nummer:nummer>/hulp/verkenning/<int:pk>/"
VERWIJZING = "gezinnen/<nummer:nummer>/hulp/<int:pk>/"
urlpatterns = [
    path("gezinnen/<nummer:nummer>/hulp/", hulp.hulp, name="hulp"),
    path("gezinnen/<nummer:nummer>/hulp/nieuw/", hulp.nieuw, name="verwijzing-nieuw"),
    path("gezinnen/<nummer:nummer>/hulp/verkenning/nieuw/", verkenning.nieuw, name="verkenning-nieuw"),
    path(VERKENNING, verkenning.verkenning, name="verkenning"),
    path(f"{VERKENNING}sluiten/", verkenning.sluiten, name="verkenning-sluiten"),
    path(VERWIJZING, verwijzing.verwijzing, name="verwijzing"),
    path(f"{VERWIJZING}wijzigen/", hulp.wijzigen, name="verwijzing-wijzigen"),
    path(f"{VERWIJZING}versturen/", hulp.versturen, name="verwijzing-versturen"),
    path(f"{VERWIJZING}delen/", hulp.delen, name="verwijzing-delen"),
    path(f"{VERWIJZING}gedeeld/", hulp.gedeeld, name="verwijzing-gedeeld"),
    path(f"{VERWIJZING}intrekken/", verwijzing.intrekken, name="verwijzing-intrekken"),
    path(f"{VERWIJZING}startgesprek/", verwijzing.startgesprek, name="verwijzing-startgesprek"),
    path(
        f"{VERWIJZING}startgesprek/gehouden/", verwijzing.startgesprek_gehouden, name="verwijzing-startgesprek-gehouden"
    ),
    path(f"{VERWIJZING}gestart/", verwijzing.gestart, name="verwijzing-gestart"),
    path(f"{VERWIJZING}stagnatie/", verwijzing.stagnatie, name="verwijzing-stagnatie"),
    path(f"{VERWIJZING}einddatum/", verwijzing.einddatum, name="verwijzing-einddatum"),
    path(f"{VERWIJZING}spic/", verwijzing.argument, name="verwijzing-argument"),
    path(f"{VERWIJZING}spic/besluit/", verwijzing.spicbesluit, name="verwijzing-spicbesluit"),
    path(f"{VERWIJZING}voortgang/", verwijzing.voortgang, name="verwijzing-voortgang"),
    path(f"{VERWIJZING}bericht/", verwijzing.bericht, name="verwijzing-bericht"),
    path(f"{VERWIJZING}gelezen/", verwijzing.gelezen, name="verwijzing-gelezen"),
    path(f"{VERWIJZING}einde/", verwijzing.einde, name="verwijzing-einde"),
    path(f"{VERWIJZING}einde/besluit/", verwijzing.eindbesluit, name="verwijzing-eindbesluit"),
    path("gezinnen/<nummer:nummer>/hulp/onder/<int:pk>/stoppen/", verwijzing.onder_stoppen, name="onder-stoppen"),
    path("partner/", partner.lijst, name="partner"),
    path("partner/plek/<int:vraag>/", verkenning.plek, name="partner-plek"),
    path(PARTNER, partner.verwijzing, name="partner-verwijzing"),
    path(f"{PARTNER}antwoord/", partnerstappen.antwoorden, name="partner-antwoord"),
    path(f"{PARTNER}spic/", partnerstappen.argument, name="partner-argument"),
    path(f"{PARTNER}mensen/", partnerstappen.mensen, name="partner-mensen"),
    path(f"{PARTNER}startgesprek/", partnerstappen.startgesprek, name="partner-startgesprek"),
    path(f"{PARTNER}startgesprek/gehouden/", partnerstappen.gehouden, name="partner-startgesprek-gehouden"),
    path(f"{PARTNER}gestart/", partnerstappen.gestart, name="partner-gestart"),
    path(f"{PARTNER}stagnatie/", partnerstappen.stagnatie, name="partner-stagnatie"),
    path(f"{PARTNER}voortgang/", partnerstappen.voortgang, name="partner-voortgang"),
    path(f"{PARTNER}bericht/", partnerstappen.bericht, name="partner-bericht"),
    path(f"{PARTNER}einde/", partnerstappen.einde, name="partner-einde"),
    path(f"{PARTNER}onderaannemer/", partnerstappen.onderaannemer, name="partner-onderaannemer"),
    path(f"{PARTNER}onderaannemer/<int:onder>/stoppen/", partnerstappen.onder_stoppen, name="partner-onder-stoppen"),
    *catalogus_urls,
]
