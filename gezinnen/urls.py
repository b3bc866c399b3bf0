from django.urls import URLPattern

app_name = "gezinnen"
urlpatterns: list[URLPattern] = []
