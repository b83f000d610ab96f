"""The doctor's own eyes: a real resolver asks a name server, a real client visits a site."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest

from workbench.doctor.internet import Internet, PublicDns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ZONE = {
    ("example.org.", "TXT"): '"v=spf1 " "include:amazonses.com ~all"',
    ("a._domainkey.example.org.", "CNAME"): "a.dkim.amazonses.com.",
    ("reply.example.org.", "MX"): "10 inbound-smtp.us-east-1.amazonaws.com.",
}


@contextmanager
def name_server() -> Iterator[PublicDns]:
    """One that knows ZONE and nothing else."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=_serve, args=(server,), daemon=True)
        thread.start()
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers, resolver.port = ["127.0.0.1"], server.getsockname()[1]
        try:
            yield PublicDns(resolver)
        finally:
            server.sendto(b"", server.getsockname())
            thread.join()


def _serve(server: socket.socket) -> None:
    while True:
        asked, who = server.recvfrom(512)
        if not asked:
            return
        query = dns.message.from_wire(asked)
        [question] = query.question
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.RA
        name, kind = question.name.to_text(), dns.rdatatype.to_text(question.rdtype)
        found = ZONE.get((name, kind))
        if found:
            answer.answer = [dns.rrset.from_text(name, 60, "IN", kind, found)]
        elif name not in {known for known, _ in ZONE}:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        server.sendto(answer.to_wire(), who)


def test_it_reads_records_and_takes_nothing_for_an_answer() -> None:
    with name_server() as public:
        assert list(public.txt("example.org")) == ["v=spf1 include:amazonses.com ~all"]
        assert list(public.cname("a._domainkey.example.org")) == ["a.dkim.amazonses.com."]
        assert list(public.mx("reply.example.org")) == ["inbound-smtp.us-east-1.amazonaws.com."]
        assert list(public.txt("reply.example.org")) == []  # the name is there, the record is not
        assert list(public.txt("_dmarc.example.org")) == []  # nor is the name


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(303)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self) -> None:
        form = self.headers["Content-Type"] == "application/x-www-form-urlencoded"
        self.send_response(403 if form else 415)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"no")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's
        """Say nothing."""


@contextmanager
def site(context: ssl.SSLContext | None = None) -> Iterator[int]:
    with HTTPServer(("127.0.0.1", 0), _Site) as server:
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


def test_it_visits_pages_and_does_not_follow_where_they_send_it() -> None:
    with site() as port:
        page = Internet().get(f"http://127.0.0.1:{port}/")
        assert (page.status, page.headers["Location"]) == (303, "/elsewhere")
        posted = Internet().post(f"http://127.0.0.1:{port}/")
        assert (posted.status, posted.body) == (403, "no")


def test_it_reads_until_when_a_certificate_is_good_and_trusts_no_stranger(tmp_path: Path) -> None:
    key, made = tmp_path / "key.pem", tmp_path / "made.pem"
    subprocess.run(  # noqa: S603 (our own command)
        ["/usr/bin/env", "openssl", "req", "-x509", "-nodes", "-days", "40",
         "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", key, "-out", made],
        check=True, capture_output=True,
    )  # fmt: skip
    shows = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shows.load_cert_chain(made, key)
    trusting = ssl.create_default_context(cafile=str(made))
    with site(shows) as port:
        left = Internet(trusting).certificate_until("localhost", port) - datetime.now(UTC)
        assert timedelta(days=39) < left <= timedelta(days=40)
        with pytest.raises(ssl.SSLCertVerificationError):
            Internet().certificate_until("localhost", port)
