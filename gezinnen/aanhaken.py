"""Where a higher app hangs its part on a page of a lower one. Filled in `AppConfig.ready()`, read by `pagina.py` and Vandaag."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from gezinnen.gezinsadres import gezinsadres
from gezinnen.models import Begeleiding, Fase, Gezin
from ggw.database.geschreven import Eenmaal, Vraag
from ggw.toegang.deur import Verzoek

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ggw.organisatie.models import Gebruiker


JAAR = 365


@dataclass(frozen=True)
class Merk:
    """A badge in the header: text and `rood`, `oranje`, `groen` or nothing."""

    tekst: str
    soort: str = ""


@dataclass(frozen=True)
class Kopmerk:
    """Badges in the header. `gegevens` names what they are made of, as expressions over Gezin; `merken` makes them of those values.

    The header asks the `gegevens` of all badges in one query.
    """

    recht: str
    gegevens: Callable[[], dict[str, Any]]
    merken: Callable[[dict[str, Any]], list[Merk]]


@dataclass(frozen=True)
class Stap:
    """One line of "Wat nu": something to do for a family, with the page where it is done.

    `dagen`: days left, negative when late, None when it has no day. `url` is an address of the product.
    `voor` is the right that somebody needs to be the one who does this; others read it on the family's page, without a link.
    `onveilig`: a child is not safe now; stands above all that is merely late. `wacht_op`: another is to act. `waarom`: the norm, its
    source and what it counts from, in a sentence. `aan_zet`: the account that is to act, when that is said and need not be who
    guides the family.
    """

    gezin_id: int
    tekst: str
    url: str
    uitleg: str = ""
    dagen: int | None = None
    voor: str = "contact.vastleggen"
    onveilig: bool = False
    wacht_op: str = ""
    aan_zet: int | None = None
    waarom: str = ""

    @property
    def soort(self) -> str:
        if self.dagen is None or self.wacht_op:
            return ""
        return "rood" if self.dagen < 0 else "oranje" if self.dagen <= 7 else ""

    @property
    def wanneer(self) -> str:
        if self.dagen is None:
            return ""
        if self.dagen == 0:
            return "vandaag"
        dagen = "1 dag" if abs(self.dagen) == 1 else f"{abs(self.dagen)} dagen"
        if self.dagen >= 2 * JAAR:
            dagen = f"{self.dagen // JAAR} jaar"
        return f"{dagen} te laat" if self.dagen < 0 else f"over {dagen}"


@dataclass(frozen=True)
class Stapfeit:
    """What a Stapbron found in a family: `wat` holds what it asked, a day as text."""

    gezin_id: int
    nummer: str
    wat: dict[str, Any]

    def dag(self, naam: str) -> date | None:
        return date.fromisoformat(self.wat[naam]) if self.wat[naam] else None

    def url(self, route: str, pk: int | None = None) -> str:
        return gezinsadres(route, self.nummer, pk)

    def stap(self, tekst: str, url: str, uitleg: str = "", **rest: Any) -> Stap:
        return Stap(self.gezin_id, tekst, url, uitleg, **rest)


@dataclass(frozen=True, eq=False)
class Stapbron:
    """Steps of "Wat nu" that are no terms. `rijen`: from ids of families to rows of a model with a `gezin`, annotated with `s_wat`, a
    JSONObject of what the steps are made of; `stappen` makes the steps of one row. Rows of all sources come in one query.

    `voor_collega`: its steps ask for a right of VOOR_EEN_COLLEGA; the others are asked about the own families alone.
    """

    rijen: Callable[[list[int]], QuerySet[Any, Any]]
    stappen: Callable[[Stapfeit], Iterable[Stap]]
    voor_collega: bool = False


@dataclass(frozen=True)
class Tabblad:
    naam: str
    url_naam: str
    recht: str
    volgorde: int


@dataclass(frozen=True)
class Deel:
    """A card on the Overzicht: template and the function that gives its context. `kolom` is 1 (wide) or 2.

    `vragen`: the written queries over one family (its id) that the context asks; those of all cards are read together.
    """

    sjabloon: str
    context: Callable[[Verzoek, Gezin], dict[str, Any]]
    recht: str
    kolom: int
    volgorde: int
    vragen: tuple[Eenmaal[Any], ...] = ()


@dataclass(frozen=True, eq=False)
class Normbron:
    """How the facts open and meet a norm, and how its step is shown.

    `rijen` gives a QuerySet over a model with a `gezin`, of all families in view, annotated with
    `n_onderwerp` (id of the subject within the family, or null), `n_vanaf` (date the norm counts from), `n_voldaan` (date it
    was met, or null) and, when the norm has no length of its own, `n_aantal`. Rows that do not apply (any more) are left out.
    With `herhalend` a later `n_vanaf` means that the turn before was met on that day (today when that day is still to come).

    `stap` is what to do ("Uitvoerdersoverleg houden"), `hulp` how, in a sentence or two; `route` the page where it is done, with
    `nummer` and, when `met_pk`, the subject as `pk`; `vraag` goes behind it. `vooruit`: days before it is due that it appears.
    `wacht_op` names another who must act. `recht`: who needs it to be the one who does this. In `stap` and `vraag` stand `{wie}`
    (names of the subjects that are due together) and `{onderwerp}` (its id). `onveilig`: a child is not safe now.
    `verstrijkt`: after its day there is nothing left to do. `met_eigenaar`: the rows say who acts (`n_eigenaar`), and only that
    person has it among the own work.
    """

    code: str
    rijen: Callable[[], QuerySet[Any, Any]]
    stap: str
    hulp: str
    route: str
    recht: str = "contact.vastleggen"
    onderwerp: str = ""
    met_pk: bool = False
    vraag: str = ""
    herhalend: bool = False
    vooruit: int = 14
    wacht_op: str = ""
    onveilig: bool = False
    verstrijkt: bool = False
    met_eigenaar: bool = False

    @property
    def naam(self) -> str:
        """One norm may have a source for each kind of subject."""
        return f"{self.code}/{self.onderwerp}"


@dataclass(frozen=True)
class Onderwerpnaam:
    """`rijen`: from ids to rows annotated with `o_id`, `o_een` and `o_twee`, both text; `tekst` makes the words of those two.

    The names of all kinds come in one query.
    """

    rijen: Callable[[list[int]], QuerySet[Any, Any]]
    tekst: Callable[[str, str], str] = "{}{}".format


@dataclass(frozen=True)
class Beeld:
    """Families ({id: nummer}): the `eigen` ones, of which every step is wanted, and those of colleagues.

    Of the latter only what somebody else than the gezinsmanager does (VOOR_EEN_COLLEGA), and what waits for one of `aan_zet` (ids).
    `alleen_eerste`: wanted is no more than the first step of each family for whom this says which rights they have; later ones may be left out.
    """

    eigen: dict[int, str]
    van_collega: dict[int, str] = field(default_factory=dict)
    aan_zet: frozenset[int] = frozenset()
    alleen_eerste: Callable[[str], bool] | None = None

    @property
    def alle(self) -> dict[int, str]:
        return {**self.eigen, **self.van_collega}


@dataclass(frozen=True)
class Voorwaarde:
    """What must be there before a family goes from one phase to another (domein.md, section 1)."""

    van: Fase
    naar: Fase
    tekst: str
    is_voldaan: Callable[[Gezin, Begeleiding], bool]
    route: str


@dataclass(frozen=True)
class Agendavoorstel:
    """A point that the system puts on the agenda of the next basisteamoverleg, because of what it sees in a family."""

    gezin_id: int
    soort: str
    tekst: str


@dataclass(frozen=True)
class AgendaItem:
    """Something at a fixed time in somebody's agenda. What leaves the product in a feed is `titel` and `url`: no names.

    `sleutel` is the same for ever ("afspraak-12"); `soort` one word ("Afspraak"); `url` an address of the product. A meeting of
    a team has no family and no `nummer`. Of what is `hele_dag` only the day of `begin` counts. `voor`: the colleague who is replaced.
    `waar` and `wat` (what it is about) are for pages only.
    """

    sleutel: str
    soort: str
    gezin_id: int | None
    nummer: str
    begin: datetime
    einde: datetime
    url: str
    waar: str = ""
    wat: str = ""
    hele_dag: bool = False
    keer: int = 0
    """How often it was moved."""
    voor: str = ""

    @property
    def titel(self) -> str:
        return f"{self.soort} gezin {self.nummer}" if self.nummer else self.soort


@dataclass(frozen=True)
class Werkwijzer:
    """From one or many families to their steps, with a fixed number of queries. `vraag`: the first of them."""

    vraag: Callable[[Beeld], Vraag]
    stappen: Callable[[Beeld], Iterable[Stap]]


KOPMERKEN: list[Kopmerk] = []
WERKWIJZERS: list[Werkwijzer] = []
VOOR_EEN_COLLEGA = frozenset({"plan.vaststellen", "veiligheid.meelezen", "gezin.toewijzen", "bto.besluiten"})
"""Steps that somebody else than the gezinsmanager takes: the second person, or who assigns."""
STAPBRONNEN: list[Stapbron] = []
TABBLADEN: list[Tabblad] = []
DELEN: list[Deel] = []
NORMBRONNEN: dict[str, Normbron] = {}
ONDERWERPNAMEN: dict[str, Onderwerpnaam] = {}
"""Per kind of subject of a term: what people call it."""
VOORWAARDEN: list[Voorwaarde] = []
AGENDABRONNEN: list[Callable[[dict[int, str]], Iterable[Agendavoorstel]]] = []
"""From {gezin_id: nummer} to points for the agenda, with a fixed number of queries."""
OVERLEGAGENDA: list[Callable[[Gezin], list[str]]] = []
"""Lines that another subject puts on the agenda of the next uitvoerdersoverleg of a family, such as open kwesties."""

AGENDA_ITEMS: list[Callable[[int, datetime, datetime], Iterable[AgendaItem]]] = []
"""From a person and a period (from, until) to what stands in that person's agenda; of families in view, one query each."""


def meld_normen_aan(*bronnen: Normbron) -> None:
    NORMBRONNEN.update({bron.naam: bron for bron in bronnen})


def wat_nu(gezinnen: dict[int, str]) -> list[Stap]:
    """All steps of these families ({id: nummer}): unsafe children first, then the most urgent; steps without a day last."""
    return wat_nu_in(Beeld(gezinnen))


def wat_nu_in(beeld: Beeld) -> list[Stap]:
    """The same, with what families of colleagues ask of others than their gezinsmanager; no query more."""
    stappen = [stap for werkwijzer in WERKWIJZERS for stap in werkwijzer.stappen(beeld)]
    return sorted(stappen, key=lambda s: (not s.onveilig, s.dagen is None, s.dagen or 0, s.gezin_id, s.tekst, s.url))


def vragen_in(beeld: Beeld) -> list[Vraag]:
    """What `wat_nu_in` asks first, to be read together with other questions when it is about one family."""
    return [werkwijzer.vraag(beeld) for werkwijzer in WERKWIJZERS]


def eerste_stappen(beeld: Beeld) -> dict[int, Stap]:
    """Of each family the first step that does not wait for another and that somebody takes who has its right (`alleen_eerste`)."""
    mag, eerste = beeld.alleen_eerste, dict[int, Stap]()
    for stap in wat_nu_in(beeld):
        if not stap.wacht_op and mag and mag(stap.voor):
            eerste.setdefault(stap.gezin_id, stap)
    return eerste


def zoals_gezien_door(gebruiker: Gebruiker, stappen: Iterable[Stap]) -> list[Stap]:
    """The same steps; who may not take a step gets no link to it."""
    return [stap if gebruiker.has_perm(stap.voor) else replace(stap, url="") for stap in stappen]
