"""The website as Chalice serves it: every address, its methods, content types and cookies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chalicelib.pages.web import SECURITY_HEADERS
from chalicelib.wiring import wiring
from tests.pages.stories import ALEX, asked
from tests.served import URLENCODED, Served, served
from tests.world import form, links_in

if TYPE_CHECKING:
    from collections.abc import Iterator

MULTIPART = "multipart/form-data; boundary=x"
ONE_CLICK = (
    '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
)
FORMS = ["/signup", "/link", "/me", "/jar", "/join/x", "/confirm/x", "/link/x", "/unsubscribe/x"]


@pytest.fixture
def site() -> Iterator[Served]:
    with served() as site:
        yield site


def newest(site: Served, page: str) -> str:
    """The path of a page in the newest email."""
    assert site.world.work() == []
    links = links_in(site.world.email.sent[-1].message.text)
    return next(one for one in links if f"/{page}/" in one).removeprefix(
        site.world.settings.public_url
    )


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/privacy", 200),
        ("/terms", 200),
        ("/signup", 200),
        ("/link", 200),
        ("/me", 303),
        ("/jar", 303),
        ("/join/x", 410),
        ("/confirm/x", 410),
        ("/link/x", 410),
        ("/agenda/x", 410),
        ("/agenda/x/check-in.ics", 410),
        ("/tonight", 200),
        ("/tonight?step=1", 200),
        ("/unsubscribe/x", 404),
    ],
)
def test_every_page_stands_at_its_address(site: Served, path: str, status: int) -> None:
    page = site.get(path)
    assert page.status == status
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert {name: page.headers[name.lower()] for name in SECURITY_HEADERS} == SECURITY_HEADERS


def test_the_service_says_that_it_is_well(site: Served) -> None:
    answer = site.get("/health")
    assert (answer.status, answer.text) == (200, '{"status": "ok"}')
    assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize("name", ["style.css", "page.js", "icon.svg"])
def test_a_page_names_files_that_are_served_for_ever(site: Served, name: str) -> None:
    home = site.get("/").text
    start = home.index(f"/static/{name}?v=")
    url = home[start : home.index('"', start)]
    file = site.get(url)
    assert (file.status, len(file.text) > 100) == (200, True)
    assert file.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert file.headers["x-content-type-options"] == "nosniff"
    assert file.headers["content-type"].split(";")[0] in {
        "text/css",
        "text/javascript",
        "image/svg+xml",
    }


@pytest.mark.parametrize("name", ["nothing.css", "..%2F..%2Fapp.py", "secrets.json"])
def test_no_other_file_is_served(site: Served, name: str) -> None:
    answer = site.get(f"/static/{name}")
    assert (answer.status, answer.text) == (404, "")


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("content_type", [URLENCODED, f"{URLENCODED}; charset=UTF-8", MULTIPART])
def test_a_form_may_be_posted_as_browsers_and_mail_programs_do(
    site: Served, path: str, content_type: str
) -> None:
    assert site.post(path, "a=b", content_type).status in {200, 303, 404, 410}
    assert site.post(path, "{}", "application/json").status == 415


@pytest.mark.parametrize("method", ["HEAD", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", FORMS)
def test_no_other_method_reaches_a_page(site: Served, path: str, method: str) -> None:
    assert site.ask(method, path).status == 405


def test_from_sign_up_to_their_own_page_with_nothing_but_http(site: Served) -> None:
    answer = site.post("/signup", form(**asked()))
    assert (answer.status, "Now check your inbox" in answer.text) == (200, True)
    opened = site.post(newest(site, "confirm"))
    assert (opened.status, opened.headers["location"]) == (303, "/welcome")
    cookie = opened.headers["set-cookie"].split(";")[0]
    page = site.get("/me", Cookie=cookie)
    assert (page.status, "Hello, Alex" in page.text) == (200, True)
    assert site.get("/me", cookie=f"theme=dark; {cookie}").status == 200


def test_the_place_a_form_came_from_is_kept_with_the_consent(site: Served) -> None:
    site.post("/signup", form(**asked()))
    site.post(newest(site, "confirm"))
    kept = [one for one in site.world.memory.items.values() if one.get("act")]
    assert [one["ip"] for one in kept] == ["127.0.0.1"]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [("List-Unsubscribe=One-Click", URLENCODED), (ONE_CLICK, MULTIPART), ("", URLENCODED)],
)
def test_one_click_of_a_mail_program_unsubscribes(
    site: Served, body: str, content_type: str
) -> None:
    site.post("/signup", form(**asked()))
    site.post(newest(site, "confirm"))
    assert site.world.work() == []
    header = site.world.email.sent[-1].message.headers["List-Unsubscribe"].strip("<>")
    path = header.removeprefix(site.world.settings.public_url)
    assert site.get(path).status == 200
    assert '"stopped"' not in site.world.everything()
    assert site.post(path, body, content_type).status == 200
    owner = site.world.contacts.owner("email", ALEX)
    assert (owner.state if owner else "") == "stopped"


def test_the_health_check_fails_while_settings_are_missing_and_names_them_in_the_log(
    site: Served, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv("SECRET_KEY")
    monkeypatch.setenv("OPERATOR_NAME", " ")
    wiring.cache_clear()
    answer = site.get("/health")
    assert answer.status == 500
    assert "for email and sms, set SECRET_KEY, OPERATOR_NAME" in caplog.text
    assert "SECRET_KEY" not in answer.text
