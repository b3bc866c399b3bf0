from django.db import Error
from django.http import HttpRequest, HttpResponse

from ggw.toegang.deur import openbaar, vraag


@openbaar
def gezond(request: HttpRequest) -> HttpResponse:
    """For the health check. 503 and "niet ok" when the database does not answer: send nobody here. Otherwise 200, with "ok" or,
    when reminders have not been swept for five minutes, "niet ok": people can work, the worker cannot. Says nothing else.
    """
    try:
        leeft = vraag("select veeg_leeft()") == (True,)
    except Error:
        return HttpResponse("niet ok", status=503, content_type="text/plain")
    return HttpResponse("ok" if leeft else "niet ok", content_type="text/plain")
