"""What must be true before a process answers its first request or takes its first job."""

from django.conf import settings

from ggw.toegang.opstart import controleer_login
from ggw.voorbeeld import controleer_voorbeelddatabase


def controleer_start() -> None:
    """Raise ImproperlyConfigured when this process must not run."""
    if settings.VOORBEELD:
        controleer_voorbeelddatabase()
    controleer_login()
