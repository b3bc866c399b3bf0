"""What must be true before a process answers its first request or takes its first job."""

from importlib import import_module

from django.conf import settings
from django.utils.module_loading import module_has_submodule

from ggw.voorbeeld import controleer_voorbeelddatabase


def controleer_start() -> None:
    """Raise ImproperlyConfigured when this process must not run.

    The check of the database login belongs to the door and lives in `ggw.toegang.opstart.controleer_login`.
    """
    if settings.VOORBEELD:
        controleer_voorbeelddatabase()
    toegang = import_module("ggw.toegang")
    if module_has_submodule(toegang, "opstart"):
        import_module("ggw.toegang.opstart").controleer_login()
