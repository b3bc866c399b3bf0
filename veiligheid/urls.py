from django.urls import URLPattern

app_name = "veiligheid"
urlpatterns: list[URLPattern] = []
