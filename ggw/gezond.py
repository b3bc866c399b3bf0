from django.db import Error, connection
from django.http import HttpRequest, HttpResponse

from ggw.toegang.deur import openbaar


@openbaar
def gezond(request: HttpRequest) -> HttpResponse:
    """For the health check: 200 and "ok" when the database answers, else 503 and "niet ok". Says nothing else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except Error:
        return HttpResponse("niet ok", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
