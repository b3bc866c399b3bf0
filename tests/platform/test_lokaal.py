"""What `make run` keeps and starts on one machine."""

import stat
import sys

import pytest

from ggw.lokaal import plek, starten
from ggw.lokaal.postgres import Postgres
from ggw.lokaal.processen import Gestopt, Processen


@pytest.fixture
def eigen_data(tmp_path, monkeypatch):
    monkeypatch.setenv("GGW_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("VOORBEELD_WACHTWOORD", raising=False)
    return tmp_path / "data"


def test_geheimen_blijven_gelijk_en_zijn_alleen_voor_de_eigenaar(eigen_data):
    eerst = dict(plek.geheimen())
    assert plek.geheimen() == eerst
    assert stat.S_IMODE((eigen_data / "geheimen.json").stat().st_mode) == 0o600


def test_een_gevraagd_wachtwoord_wordt_onthouden(eigen_data, monkeypatch):
    monkeypatch.setenv("VOORBEELD_WACHTWOORD", "een-gekozen-wachtwoord")
    plek.geheimen()
    monkeypatch.delenv("VOORBEELD_WACHTWOORD")
    assert plek.geheimen()["VOORBEELD_WACHTWOORD"] == "een-gekozen-wachtwoord"


def test_het_slot_laat_een_tweede_niet_toe(eigen_data):
    with plek.slot("run.slot", wachten=False), pytest.raises(plek.AlBezet), plek.slot("run.slot", wachten=False):
        pass
    with plek.slot("run.slot", wachten=False):
        pass


def test_een_halve_instelling_wordt_geweigerd(eigen_data, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://a@/b")
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.setenv("PORT", "0")
    with pytest.raises(Gestopt, match="Alleen DATABASE_URL"):
        starten.start()


def test_elk_proces_krijgt_zijn_eigen_login():
    omgeving = {"GGW_WACHTWOORD_WEB": "a/b"}
    beheer = "postgresql://postgres:geheim@db:5432/ggw?sslmode=require"
    assert (
        starten.als_login(omgeving, beheer, "ggw_web")["DATABASE_URL"]
        == "postgresql://ggw_web:a%2Fb@db:5432/ggw?sslmode=require"
    )
    socket = starten.als_login({}, "postgresql://postgres@/ggw?host=/plek", "ggw_werk")["DATABASE_URL"]
    assert socket == "postgresql://ggw_werk@/ggw?host=/plek"


def test_als_een_onderdeel_stopt_zegt_het_welk():
    processen = Processen()
    processen.start("werker", [sys.executable, "-c", "raise SystemExit(3)"], {})
    processen.draaiend["werker"].wait()
    with pytest.raises(Gestopt, match=r"'werker' is onverwacht gestopt \(code 3\)"):
        processen.controleer()


def test_stoppen_laat_niets_draaien():
    processen = Processen()
    processen.start("slaper", [sys.executable, "-c", "import signal; signal.pause()"], {})
    doof = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); signal.pause()"
    processen.start("doof", [sys.executable, "-c", doof], {})
    kinderen = list(processen.draaiend.values())
    processen.stop(geduld=0.2)
    assert all(kind.returncode is not None for kind in kinderen)


class Herstellend:
    """A server of the wheel that is reading its log after a power cut: it runs, and is not ready the first times."""

    def __init__(self, keer: int) -> None:
        self.nog = keer

    def start(self) -> None:
        self.nog -= 1
        assert self.nog <= 0


def test_een_database_die_nog_herstelt_wordt_afgewacht(monkeypatch):
    monkeypatch.setattr("ggw.lokaal.postgres.time.sleep", lambda seconden: None)
    postgres = Postgres.__new__(Postgres)
    postgres.server = Herstellend(3)
    postgres.sluit_aan()
    monkeypatch.setattr("ggw.lokaal.postgres.HERSTELTIJD", -1)
    postgres.server = Herstellend(3)
    with pytest.raises(AssertionError):
        postgres.sluit_aan()
