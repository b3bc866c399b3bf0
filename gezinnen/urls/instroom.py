from django.urls import path

from gezinnen.views import instroom

urlpatterns = [
    path("aanmeldingen/", instroom.aanmeldingen, name="aanmeldingen"),
    path("aanmeldingen/nieuw/", instroom.nieuw, name="aanmelding-nieuw"),
    path("aanmeldingen/bekend/", instroom.bekend, name="aanmelding-bekend"),
    path("aanmeldingen/<int:pk>/", instroom.aanmelding, name="aanmelding"),
    path("aanmeldingen/<int:pk>/wijzigen/", instroom.wijzigen, name="aanmelding-wijzigen"),
    path("aanmeldingen/<int:pk>/aanvaarden/", instroom.aanvaarden, name="aanmelding-aanvaarden"),
    path("aanmeldingen/<int:pk>/weigeren/", instroom.weigeren, name="aanmelding-weigeren"),
]
