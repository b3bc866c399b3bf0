"""Everything on one machine: an embedded PostgreSQL and Redis, used by `make run` and by the tests."""

from ggw.lokaal.proef import proefserver

__all__ = ["proefserver"]
