from django.urls import path

from veiligheid.views import contact

urlpatterns = [
    path("gezinnen/<nummer:nummer>/contacten/", contact.contacten, name="contacten"),
    path("gezinnen/<nummer:nummer>/contact/nieuw/", contact.nieuw, name="contact-nieuw"),
    path("gezinnen/<nummer:nummer>/contact/<int:pk>/", contact.contact, name="contact"),
    path("gezinnen/<nummer:nummer>/contact/<int:pk>/wijzigen/", contact.wijzigen, name="contact-wijzigen"),
]
