"""Files of referrals, for tests."""

import json
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from spic.models import Verwijzing

VANDAAG = timezone.localdate


def zet(rij, status, **velden):
    """Straight to this state, as the steps would leave it."""
    dag = VANDAAG() - timedelta(days=10)
    gestart = dag if status in ("gestart", "stagnatie", "einde_voorgesteld", "beeindigd") else None
    einde = VANDAAG() if status in ("geweigerd", "beeindigd", "ingetrokken") else None
    Verwijzing.objects.update(status=status, verzonden_op=dag, gestart_op=gestart, beeindigd_op=einde)
    Verwijzing.objects.update(**velden)
    rij.refresh_from_db()


def ons(rij, rest="bestand/"):
    return f"/gezinnen/{rij.gezin.nummer}/hulp/{rij.pk}/{rest}"


def hun(rij, rest="bestand/"):
    return f"/partner/{rij.pk}/{rest}"


def stuur(client, rij, bestand, **kwargs):
    inhoud = bestand if isinstance(bestand, bytes) else json.dumps(bestand).encode()
    upload = SimpleUploadedFile("verwijzing.json", inhoud, content_type="application/json")
    return client.post(hun(rij, "inlezen/"), {"bestand": upload}, **kwargs)
