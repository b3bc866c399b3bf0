"""A mail server on this machine that keeps what it gets: real sockets and real SMTP, so that a killed worker really loses its line."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Callable
from email import message_from_bytes
from email.message import Message
from typing import Any

Antwoord = Callable[[str, str], str | None]
"""From the verb (MAIL, RCPT, DATA, END) and its line to a reply of our own, or None for the usual one. May block."""


class Brievenbus:
    """`antwoord` decides per line; `ontvangen` holds each message that was taken, as (recipient, message)."""

    def __init__(self, poort: int = 0) -> None:
        self.antwoord: Antwoord = lambda werkwoord, regel: None
        self.ontvangen: list[tuple[str, Message]] = []
        self._slot = threading.Lock()
        self.server = _Server(("127.0.0.1", poort), _Gesprek)
        self.server.bus = self
        self.poort: int = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def __enter__(self) -> Brievenbus:
        return self

    def __exit__(self, *_: Any) -> None:
        self.stop()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def neem(self, aan: str, inhoud: bytes) -> None:
        with self._slot:
            self.ontvangen.append((aan, message_from_bytes(inhoud)))

    @property
    def message_ids(self) -> list[str]:
        return [mail["Message-ID"] for _, mail in self.ontvangen]


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    bus: Brievenbus


class _Gesprek(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        try:
            self.gesprek()
        except OSError:
            return  # the other side is gone

    def zeg(self, tekst: str) -> None:
        self.wfile.write(f"{tekst}\r\n".encode())

    def gesprek(self) -> None:
        aan = ""
        self.zeg("220 brievenbus")
        while regel := self.rfile.readline():
            tekst = regel.decode().strip()
            werkwoord = tekst[:4].upper()
            if werkwoord == "QUIT":
                return self.zeg("221 dag")
            eigen = self.server.bus.antwoord(werkwoord, tekst)
            if eigen is not None:
                self.zeg(eigen)
                if eigen.startswith("421"):
                    return None
            elif werkwoord == "DATA":
                self.zeg("354 ga uw gang")
                self.neem_aan(aan)
            else:
                aan = _adres(tekst) if werkwoord == "RCPT" else aan
                self.zeg("250 brievenbus" if werkwoord == "EHLO" else "250 ok")
        return None

    def neem_aan(self, aan: str) -> None:
        regels = []
        while (regel := self.rfile.readline()) not in (b".\r\n", b""):
            regels.append(regel.removeprefix(b".") if regel.startswith(b"..") else regel)
        weigering = self.server.bus.antwoord("END", aan)
        if weigering is None or weigering == "250 verloren":
            self.server.bus.neem(aan, b"".join(regels))
        self.zeg(weigering or "250 ok")


def _adres(regel: str) -> str:
    gevonden = re.search(r"<([^>]*)>", regel)
    return gevonden[1] if gevonden else ""
