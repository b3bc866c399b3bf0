from django.urls import path

from gezinnen.views import documenten as views

G = "gezinnen/<nummer:nummer>/"

urlpatterns = [
    path(f"{G}documenten/", views.documenten, name="documenten"),
    path(f"{G}documenten/nieuw/", views.document_toevoegen, name="document-toevoegen"),
    path(f"{G}documenten/<int:pk>/", views.document_downloaden, name="document"),
    path(f"{G}documenten/<int:pk>/intrekken/", views.document_intrekken, name="document-intrekken"),
]
