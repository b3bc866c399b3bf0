"""Clearly invented names, addresses and numbers: nobody is called like this, and none of the numbers is in use."""

from __future__ import annotations

from random import Random

from ggw.toegang.bsn import GEWICHTEN, elfproef

# (tussenvoegsel, achternaam): fruit, trees, weather.
ACHTERNAMEN = (
    ("van der", "Appelboom"),
    ("", "El Zonnebloem"),
    ("de", "Regenjas"),
    ("van", "Perensap"),
    ("", "Ben Kersenpit"),
    ("ter", "Wolkenveld"),
    ("", "Pruimenpit"),
    ("van de", "Kastanjelaar"),
    ("", "Öztomaat"),
    ("", "Bosbesma"),
    ("de", "Motregen"),
    ("", "Al Abrikoos"),
    ("van", "Sneeuwklokje"),
    ("", "Hazelnotinga"),
    ("", "Mangostra"),
    ("op de", "Bliksemdijk"),
    ("", "Druivenstein"),
    ("van den", "Vijgenboom"),
    ("", "Walnootkowski"),
    ("", "Citroenoğlu"),
    ("", "Papayasingh"),
    ("de", "Windvlaag"),
    ("", "Aït Mandarijn"),
    ("", "Kokosnootje"),
    ("", "Avondroodema"),
    ("", "Rozenbottelaar"),
    ("van", "IJzelhoven"),
    ("", "Kweepeerović"),
    ("", "Guavares"),
    ("in 't", "Mistveld"),
    ("", "Framboosdóttir"),
    ("", "Braamstruikhuizen"),
    ("", "Nguyễn-Sterfruit"),
    ("de", "Hagelsteen"),
    ("", "Lindewater"),
    ("", "Olijfmans"),
    ("", "Berkensapstra"),
    ("", "Watermeloen"),
    ("van 't", "Zonnetje"),
    ("", "Granaatappelian"),
)
VROUW = [
    "Aaliyah",
    "Amber",
    "Ayşe",
    "Bente",
    "Chantal",
    "Daphne",
    "Defne",
    "Elif",
    "Esmée",
    "Fenna",
    "Gwen",
    "Hafsa",
    "Imane",
    "Isa",
    "Joy",
    "Kaat",
    "Kim",
    "Lieke",
    "Loes",
    "Maartje",
    "Maryam",
    "Mila",
    "Naomi",
    "Noor",
    "Nour",
    "Puck",
    "Rachida",
    "Romy",
    "Roza",
    "Samira",
    "Saar",
    "Shanti",
    "Sofie",
    "Tess",
    "Vera",
    "Wanda",
    "Yara",
    "Zeynep",
    "Zoë",
    "Zuzanna",
]
MAN = [
    "Abel",
    "Adam",
    "Ali",
    "Bas",
    "Bilal",
    "Cas",
    "Daan",
    "Dewi",
    "Emre",
    "Finn",
    "Gijs",
    "Hamza",
    "Ilyas",
    "Ivo",
    "Jaap",
    "Jamal",
    "Jayden",
    "Jesse",
    "Kaan",
    "Kenji",
    "Levi",
    "Luuk",
    "Marcin",
    "Mees",
    "Mehmet",
    "Milan",
    "Mo",
    "Niels",
    "Noah",
    "Omar",
    "Otis",
    "Pim",
    "Quinten",
    "Rayan",
    "Ruben",
    "Sem",
    "Stef",
    "Thijs",
    "Umut",
    "Ravi",
    "Willem",
    "Yusuf",
    "Zakaria",
]
# Other scripts: the surname beside first names for women and men.
ANDERE_SCHRIFTEN = (
    ("زهرة الشمس", ("ليلى", "مريم", "نور", "سلمى"), ("عمر", "يوسف", "كريم", "سامي"), "Arabisch"),
    ("Яблонькин-Дождёв", ("Оксана", "Дарья", "Мила", "Соня"), ("Иван", "Павел", "Лев", "Миша"), "Russisch"),
    ("李子树", ("美玲", "小雨", "安", "梅"), ("伟", "明", "小龙", "安杰"), "Mandarijn"),
    ("ዝናብ-ፀሐይ", ("ሳራ", "ሄለን", "ሩት", "ማርታ"), ("ዳዊት", "ዮናስ", "ኤልያስ", "ሳሙኤል"), "Tigrinya"),
)
TALEN = ("Nederlands",) * 12 + ("Turks", "Arabisch", "Pools", "Tigrinya", "Engels", "Spaans")
STRATEN = ("Verzonnenlaan", "Proefstraat", "Voorbeeldplein", "Fantasiekade", "Bedachtpad", "Nergenshof", "Schijnweg")
WIJKEN = ("Proefwijk-Noord", "Proefwijk-Zuid", "Voorbeeldbuurt", "Fantasiekwartier", "")
RECHTBANKEN = ("Rechtbank Voorbeeldstad", "Rechtbank Proefstad")
SCHOLEN = (
    "basisschool De Regenboogtrein",
    "basisschool Het Luchtkasteel",
    "college De Zeven Zonnen",
    "opvang Het Kiertje",
)
NETWERKNAMEN = (
    "Tante Bloesem",
    "Oom Hagel",
    "Oma Kruisbes",
    "Opa Dennenappel",
    "Buurvrouw Zonneschijn",
    "Buurman Druppel",
    "Juf Regenboog",
    "Meester Wolk",
    "Dokter Lavendel",
    "Trainer Stormvogel",
)

AANTAL_BSN = 10_000


def achternaam(kans: Random) -> tuple[str, str]:
    """Of large numbers of families many would have the same name: two of them joined gives enough."""
    tussen, naam = kans.choice(ACHTERNAMEN)
    ander = kans.choice(ACHTERNAMEN)[1]
    return (tussen, f"{naam}-{ander}") if kans.random() < 0.5 and ander != naam else (tussen, naam)


def bsn(volgnummer: int) -> str:
    """A number that passes the elfproef in the range 9999, kept for tests; empty when there is none with this number."""
    begin = f"9999{volgnummer:04d}"
    cijfer = sum(int(c) * gewicht for c, gewicht in zip(begin, GEWICHTEN, strict=False)) % 11
    return f"{begin}{cijfer}" if volgnummer < AANTAL_BSN and elfproef(f"{begin}{cijfer}") else ""


def telefoon(kans: Random) -> str:
    return f"06-0000 {kans.randrange(10_000):04d}"


def postcode(kans: Random) -> str:
    """Dutch postcodes start at 1000: these do not exist."""
    return f"0000 {kans.choice('ABCDEFGH')}{kans.choice('KLMNPRST')}"
