"""The session engine: as Django's own in the database, but the row holds a hash of the key (SESSION_ENGINE)."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DBStore
from django.db.models import QuerySet
from django.utils import timezone

from ggw.database.geschreven import Tekst, eenmaal_geschreven
from ggw.organisatie.models.sessies import Sessie


def hash_van(sleutel: str) -> str:
    return sha256(sleutel.encode()).hexdigest()


class SessionStore(DBStore):
    @classmethod
    def get_model_class(cls) -> type[Any]:
        return Sessie

    def _get_session_from_db(self) -> Any:
        gevonden = geldige_sessie(Tekst(hash_van(self.session_key or "")), timezone.now())
        if not gevonden:
            self._session_key: str | None = None
        return gevonden[0] if gevonden else None

    def exists(self, session_key: str) -> bool:
        return bool(Sessie.objects.filter(session_key=hash_van(session_key)).exists())

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        return Sessie(
            session_key=hash_van(self._get_or_create_session_key()),  # type: ignore[attr-defined]  # not in the stubs
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            gebruiker_id=data.get("_auth_user_id"),
            begonnen_op=moment(data.get("begonnen")),
            laatst_actief=moment(data.get("actief")),
            adres=data.get("adres"),
            client=data.get("client", ""),
        )

    def delete(self, session_key: str | None = None) -> None:
        sleutel = session_key or self.session_key
        if sleutel:
            Sessie.objects.filter(session_key=hash_van(sleutel)).delete()


@eenmaal_geschreven
def geldige_sessie(hash_: str, nu: datetime) -> QuerySet[Sessie]:
    return Sessie.objects.filter(session_key=hash_, expire_date__gt=nu)


def moment(seconden: float | None) -> datetime | None:
    return datetime.fromtimestamp(seconden, timezone.get_current_timezone()) if seconden else None
