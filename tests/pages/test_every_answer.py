"""Every route by every method, and every way to fail: our headers, and words for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from chalice.app import Response

from app import app
from chalicelib.pages.mishaps import in_our_headers, mishap
from chalicelib.pages.web import SECURITY_HEADERS
from chalicelib.wiring import wiring
from tests.each import failing
from tests.served import URLENCODED, Served, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.served import Answer

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
BODIES = ("", "{", "a=%FF%FE&b", "\x00", "csrf=x&csrf=y&action=", "--x\r\n", "=" * 5000)
ROUTES = sorted(app.routes)
FILLED = {path: path.replace("{token}", "x").replace("{name}", "style.css") for path in ROUTES}
PATHS = [*FILLED.values()]
POSTED = [FILLED[path] for path in ROUTES if "POST" in app.routes[path]]
PUBLIC = {"/", "/privacy", "/terms", "/tonight", "/static/style.css"}


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with served() as site:
        yield site


def bare(answer: Answer) -> dict[str, str]:
    """The headers that are not as every answer has them."""
    return {
        name: answer.headers.get(name.lower(), "")
        for name, value in SECURITY_HEADERS.items()
        if answer.headers.get(name.lower()) != value
    }


@pytest.mark.parametrize("method", METHODS)
def test_every_route_answers_every_method_in_our_headers(site: Served, method: str) -> None:
    def answers(path: str) -> None:
        answer = site.ask(method, path, headers={"Content-Type": URLENCODED})
        assert bare(answer) == {}
        assert answer.status < 500
        if path not in PUBLIC or answer.status != 200:
            assert answer.headers["cache-control"] == "no-store"

    assert failing(PATHS, answers) == []


def test_a_refused_method_says_which_ones_there_are(site: Served) -> None:
    def says_which(path: str) -> None:
        answer = site.ask("PUT", path)
        assert answer.status == 405
        assert set(answer.headers["allow"].split(", ")) <= {"GET", "POST"}

    assert failing(PATHS, says_which) == []


@pytest.mark.parametrize(
    ("method", "content_type"), [("PUT", URLENCODED), ("POST", "application/json")]
)
def test_a_refusal_is_a_page_with_a_way_on(site: Served, method: str, content_type: str) -> None:
    def is_a_page(path: str) -> None:
        answer = site.ask(method, path, "{}", {"Content-Type": content_type})
        assert answer.status in {405, 415}
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert "<h1>" in answer.text
        assert 'href="/link"' in answer.text
        assert not [word for word in ("Unsupported", "Code", "Method") if word in answer.text]

    assert failing([path for path in PATHS if not path.startswith("/webhooks")], is_a_page) == []


@pytest.mark.parametrize("body", BODIES)
def test_a_mangled_body_breaks_no_page(site: Served, body: str) -> None:
    def answers(path: str) -> None:
        answer = site.post(path, body)
        assert bare(answer) == {}
        assert answer.status < 500

    assert failing(POSTED, answers) == []


@pytest.mark.parametrize("content_type", [URLENCODED, "multipart/form-data", ""])
def test_bytes_that_are_no_text_break_no_page(site: Served, content_type: str) -> None:
    answer = site.client.http.request(
        "POST", "/signup", {"Content-Type": content_type}, b"\xff\xfe\x00name=\x80"
    )
    assert answer.status_code in {200, 415}


def test_what_breaks_is_our_fault_and_says_so(
    site: Served, caplog: pytest.LogCaptureFixture
) -> None:
    class Down:
        def __getattr__(self, name: str) -> object:
            raise ConnectionError("the table does not answer")

    table, wiring().__dict__["links"] = wiring().links, Down()
    vars(wiring()).pop("site", None)
    try:
        answer = site.get("/confirm/sEcReT")
    finally:
        wiring().__dict__["links"] = table
        vars(wiring()).pop("site", None)
    assert (answer.status, bare(answer)) == (500, {})
    assert "it is our fault" in answer.text
    assert "does not answer" not in answer.text
    assert "does not answer" in caplog.text
    assert "sEcReT" not in caplog.text


def test_it_is_said_even_while_no_page_can_be_made() -> None:
    def broken(title: str, text: str) -> str:
        raise ValueError(title + text)

    reply = mishap(500, broken)
    assert (reply.status, "<h1>That did not work, and it is our fault</h1>" in reply.body) == (
        500,
        True,
    )


def test_a_status_without_words_of_its_own_is_said_plainly() -> None:
    assert "our fault" in mishap(502, lambda title, text: title + text).body


@pytest.mark.parametrize(("status", "kept"), [(200, True), (201, True), (404, False)])
def test_only_a_refusal_becomes_a_page_not_whatever_a_route_says_in_json(
    status: int, kept: bool
) -> None:
    response = Response({"status": "added"}, {}, status)
    in_our_headers(response, "/added", lambda title, text: f"{title}. {text}")
    assert (response.body == {"status": "added"}) is kept
    assert response.headers.items() >= SECURITY_HEADERS.items()
