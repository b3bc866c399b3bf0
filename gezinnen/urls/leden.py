from django.urls import path

from gezinnen.views import leden, netwerk, personen

GEZIN = "gezinnen/<nummer:nummer>/"

urlpatterns = [
    path(f"{GEZIN}leden/", leden.leden, name="leden"),
    path(f"{GEZIN}leden/toevoegen/", leden.lid_toevoegen, name="lid-toevoegen"),
    path(f"{GEZIN}leden/<int:pk>/", leden.lid, name="lid"),
    path(f"{GEZIN}leden/<int:pk>/wijzigen/", leden.lid_wijzigen, name="lid-wijzigen"),
    path(f"{GEZIN}huishoudens/toevoegen/", leden.huishouden_toevoegen, name="huishouden-toevoegen"),
    path(f"{GEZIN}huishoudens/<int:pk>/wijzigen/", leden.huishouden_wijzigen, name="huishouden-wijzigen"),
    path(f"{GEZIN}leden/<int:pk>/adres/", personen.adres_toevoegen, name="adres-toevoegen"),
    path(f"{GEZIN}adressen/<int:pk>/wijzigen/", personen.adres_wijzigen, name="adres-wijzigen"),
    path(f"{GEZIN}adressen/<int:pk>/tonen/", personen.adres_tonen, name="adres-tonen"),
    path(f"{GEZIN}leden/<int:pk>/contact/", personen.contactgegeven_toevoegen, name="contactgegeven-toevoegen"),
    path(
        f"{GEZIN}contactgegevens/<int:pk>/wijzigen/", personen.contactgegeven_wijzigen, name="contactgegeven-wijzigen"
    ),
    path(
        f"{GEZIN}contactgegevens/<int:pk>/verwijderen/",
        personen.contactgegeven_verwijderen,
        name="contactgegeven-verwijderen",
    ),
    path(f"{GEZIN}leden/<int:pk>/bsn/", personen.bsn_vastleggen, name="bsn-vastleggen"),
    path(f"{GEZIN}leden/<int:pk>/bsn/tonen/", personen.bsn_tonen, name="bsn-tonen"),
    path(f"{GEZIN}relaties/toevoegen/", netwerk.relatie_toevoegen, name="relatie-toevoegen"),
    path(f"{GEZIN}relaties/<int:pk>/beeindigen/", netwerk.relatie_beeindigen, name="relatie-beeindigen"),
    path(f"{GEZIN}gezag/toevoegen/", netwerk.gezag_toevoegen, name="gezag-toevoegen"),
    path(f"{GEZIN}gezag/<int:pk>/beeindigen/", netwerk.gezag_beeindigen, name="gezag-beeindigen"),
    path(f"{GEZIN}netwerk/toevoegen/", netwerk.netwerklid_toevoegen, name="netwerklid-toevoegen"),
    path(f"{GEZIN}netwerk/<int:pk>/wijzigen/", netwerk.netwerklid_wijzigen, name="netwerklid-wijzigen"),
    path(f"{GEZIN}wensen/", netwerk.wensen, name="wensen"),
    path(f"{GEZIN}leden/<int:pk>/koppelen/", netwerk.koppelen, name="koppelen"),
    path(f"{GEZIN}koppelvoorstellen/<int:pk>/beslissen/", netwerk.koppeling_beslissen, name="koppeling-beslissen"),
]
