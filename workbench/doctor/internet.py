"""The public DNS and the web, as anybody reaches them."""

from __future__ import annotations

import socket
import ssl
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import dns.resolver
import requests

from workbench.doctor.patient import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

LONG = 10.0  # seconds; a page's first start takes a second or two


class PublicDns:
    """Asks by this machine's resolver. Raises DNSException when that gives no answer."""

    def __init__(self, resolver: dns.resolver.Resolver | None = None) -> None:
        self._resolver = resolver

    def txt(self, name: str) -> Sequence[str]:
        # One record may come in several strings (RFC 7208, 3.3).
        return [b"".join(one.strings).decode(errors="replace") for one in self._ask(name, "TXT")]

    def cname(self, name: str) -> Sequence[str]:
        return [one.target.to_text() for one in self._ask(name, "CNAME")]

    def mx(self, name: str) -> Sequence[str]:
        return [one.exchange.to_text() for one in self._ask(name, "MX")]

    def _ask(self, name: str, kind: str) -> list[Any]:  # what a record has depends on its kind
        self._resolver = self._resolver or dns.resolver.Resolver()
        try:
            return list(self._resolver.resolve(name, kind, lifetime=LONG))
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []


class Internet:
    """Visits pages. Raises OSError, as all of requests' errors are."""

    def __init__(self, trusting: ssl.SSLContext | None = None) -> None:
        self._trusting = trusting

    def get(self, url: str) -> Page:
        return self._visit("GET", url)

    def post(self, url: str) -> Page:
        return self._visit("POST", url)

    def certificate_until(self, host: str, port: int) -> datetime:
        trusting = self._trusting or ssl.create_default_context()
        with (
            socket.create_connection((host, port), LONG) as plain,
            trusting.wrap_socket(plain, server_hostname=host) as safe,
        ):
            shown = safe.getpeercert() or {}
        return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(shown["notAfter"])), UTC)

    def _visit(self, method: str, url: str) -> Page:
        form = {"Content-Type": "application/x-www-form-urlencoded"} if method == "POST" else {}
        answer = requests.request(method, url, headers=form, timeout=LONG, allow_redirects=False)
        return Page(answer.status_code, dict(answer.headers), answer.text)
