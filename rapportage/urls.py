from django.urls import path

from rapportage.views import afdruk, basisteam, bellijst, borging, gezinnen, vandaag, verwijzing

app_name = "rapportage"
urlpatterns = [
    path("", vandaag.begin, name="vandaag"),
    path("basisteam/", basisteam.basisteams, name="basisteams"),
    path("basisteam/<int:pk>/", basisteam.basisteam, name="basisteam"),
    path("basisteam/<int:pk>/lijst/", basisteam.teamlijst, name="basisteam-lijst"),
    path("basisteamoverleg/<int:pk>/pdf/", afdruk.basisteamoverleg, name="bto-pdf"),
    path("gezinnen/", gezinnen.mijn_gezinnen, name="gezinnen"),
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
