from django.urls import path

from rapportage.views import (
    aanbieders,
    afdruk,
    bellijst,
    borging,
    gezinnen,
    kengetallen,
    tevredenheid,
    vandaag,
    verwijzing,
)

app_name = "rapportage"
urlpatterns = [
    path("", vandaag.begin, name="vandaag"),
    path("basisteamoverleg/<int:pk>/pdf/", afdruk.basisteamoverleg, name="bto-pdf"),
    path("kengetallen/", kengetallen.begin, name="kengetallen"),
    path("kengetallen/vergelijken/", kengetallen.vergelijken, name="kengetallen-vergelijken"),
    path("kengetallen/aanbieders/", aanbieders.begin, name="kengetallen-aanbieders"),
    path("kengetallen/aanbieders/<int:pk>/", aanbieders.een, name="kengetallen-aanbieder"),
    path("kengetallen/gemeente/<str:code>/<int:jaar>/pdf/", kengetallen.gemeente_pdf, name="kengetallen-gemeente-pdf"),
    path("kengetallen/<slug:code>/", kengetallen.een, name="kengetal"),
    path("gezinnen/", gezinnen.mijn_gezinnen, name="gezinnen"),
    path("gezinnen/<nummer:nummer>/tevredenheid/", tevredenheid.vragen, name="tevredenheid-vragen"),
    path("vraag/", tevredenheid.code, name="tevredenheid-code"),
    path("vraag/dank/", tevredenheid.dank, name="tevredenheid-dank"),
    path("vraag/<str:code>/", tevredenheid.vraag, name="tevredenheid"),
    path("gezinnen/<nummer:nummer>/gezien/pdf/", afdruk.gezien, name="gezien-pdf"),
    path("gezinnen/<nummer:nummer>/overleg/<int:pk>/pdf/", afdruk.overleg, name="overleg-pdf"),
    path(
        "gezinnen/<nummer:nummer>/informatieverzoeken/<int:pk>/pdf/",
        afdruk.informatieverzoek,
        name="informatieverzoek-pdf",
    ),
    path("gezinnen/<nummer:nummer>/hulp/<int:pk>/pdf/", verwijzing.afdruk, name="verwijzing-pdf"),
    path("partner/<int:verwijzing>/pdf/", verwijzing.partnerafdruk, name="partner-verwijzing-pdf"),
    path("gezinnen/<nummer:nummer>/plan/<int:pk>/pdf/", afdruk.download, name="plan-pdf"),
    path("gezinnen/<nummer:nummer>/plan/<int:pk>/pdf/stand/", afdruk.stand, name="plan-pdf-stand"),
    path("gezinnen/<nummer:nummer>/plan/concept/pdf/", afdruk.concept, name="plan-concept-pdf"),
    path("gezinnen/<nummer:nummer>/borging/<int:pk>/pdf/", borging.download, name="borging-pdf"),
    path("gezinnen/<nummer:nummer>/borging/<int:pk>/pdf/stand/", borging.stand, name="borging-pdf-stand"),
    path("gezinnen/<nummer:nummer>/borging/<int:pk>/pdf/koelkast/", borging.koelkast, name="borging-koelkast"),
    path("gezinnen/<nummer:nummer>/hulp/bellen/pdf/", bellijst.koelkast, name="bellijst-pdf"),
    path("gezinnen/<nummer:nummer>/borging/concept/pdf/", borging.concept, name="borging-concept-pdf"),
]
