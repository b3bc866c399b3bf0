from django.urls import path

from gezinnen.views import plan, plan_concept, plan_vaststellen, plan_voortgang

PLAN = "gezinnen/<nummer:nummer>/plan/"
CONCEPT = f"{PLAN}concept/"

urlpatterns = [
    path(PLAN, plan.plan, name="plan"),
    path(f"{PLAN}<int:pk>/", plan.versie, name="plan-versie"),
    path(f"{PLAN}resultaten/<int:pk>/voortgang/", plan_voortgang.voortgang, name="plan-voortgang"),
    path(f"{PLAN}acties/<int:pk>/gedaan/", plan_voortgang.actie_gedaan, name="plan-actie-gedaan"),
    path(CONCEPT, plan_concept.concept, name="plan-concept"),
    path(f"{CONCEPT}maken/", plan_concept.maken, name="plan-maken"),
    path(f"{CONCEPT}aanleiding/", plan_concept.aanleiding, name="plan-aanleiding"),
    path(f"{CONCEPT}leefgebieden/", plan_concept.leefgebieden, name="plan-leefgebieden"),
    path(f"{CONCEPT}patronen/", plan_concept.patronen, name="plan-patronen"),
    path(f"{CONCEPT}kinderen/<int:pk>/", plan_concept.behoefte, name="plan-behoefte"),
    path(f"{CONCEPT}resultaten/nieuw/", plan_concept.resultaat_nieuw, name="plan-resultaat-nieuw"),
    path(f"{CONCEPT}resultaten/<int:pk>/", plan_concept.resultaat, name="plan-resultaat"),
    path(f"{CONCEPT}resultaten/<int:pk>/weghalen/", plan_concept.resultaat_weg, name="plan-resultaat-weg"),
    path(f"{CONCEPT}visies/<int:pk>/", plan_concept.visie, name="plan-visie"),
    path(f"{CONCEPT}lezen/", plan_vaststellen.lezen, name="plan-lezen"),
    path(f"{CONCEPT}aanbieden/", plan_vaststellen.aanbieden, name="plan-aanbieden"),
    path(f"{CONCEPT}vaststellen/", plan_vaststellen.vaststellen, name="plan-vaststellen"),
    path(f"{CONCEPT}teruggeven/", plan_vaststellen.teruggeven, name="plan-teruggeven"),
]
