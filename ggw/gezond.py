from django.db import connection
from django.http import HttpRequest, HttpResponse

from ggw.toegang.deur import openbaar


@openbaar
def gezond(request: HttpRequest) -> HttpResponse:
    """For the health check: 200 when the database answers. Says nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("ok", content_type="text/plain")
