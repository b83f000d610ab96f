"""Nothing happens without Twilio's signature: 403, and nothing is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from chalicelib.webhooks.signature import signed_by_twilio
from tests.served import Served, served
from tests.webhooks.twilio_calls import INBOUND, STATUS, call, signature, text_form
from tests.world import ENV

if TYPE_CHECKING:
    from collections.abc import Iterator

FORM = text_form("STOP")
URL = ENV["PUBLIC_URL"]
FORBIDDEN = 403

both_webhooks = pytest.mark.parametrize("path", [INBOUND, STATUS])


@pytest.fixture
def site() -> Iterator[Served]:
    with served() as site:
        site.world.couple()
        yield site


def refused(site: Served, path: str, form: dict[str, str], **headers: str) -> bool:
    """Whether it was refused, and left no trace."""
    before = site.world.everything()
    answer = site.post(path, urlencode(form), **headers)
    untouched = (site.world.everything(), site.world.queue.bodies) == (before, [])
    return (answer.status, answer.text, untouched) == (FORBIDDEN, "", True)


@both_webhooks
def test_a_request_without_a_signature_is_refused(site: Served, path: str) -> None:
    assert refused(site, path, FORM)
    assert refused(site, path, FORM, **{"X-Twilio-Signature": ""})
    assert refused(site, path, {})


@both_webhooks
def test_a_signature_of_anything_else_is_refused(site: Served, path: str) -> None:
    good = signature(URL + path, FORM)
    blanks_left_out = {name: value for name, value in FORM.items() if value}
    forged = {
        "another account's": signature(URL + path, FORM, "another token"),
        "another host's": signature(f"https://evil.test{path}", FORM),
        "http instead of https": signature(f"http://afterbedtime.test{path}", FORM),
        "another path's": signature(f"{URL}/webhooks/twilio/other", FORM),
        "with a query": signature(f"{URL}{path}?d=x", FORM),
        "of other words": signature(URL + path, FORM | {"Body": "START"}),
        "of another sender": signature(URL + path, FORM | {"From": "+12025550144"}),
        "of fewer fields": signature(URL + path, blanks_left_out),
        "cut short": good[:-2],
        "in other case": good.swapcase(),
        "no signature at all": "é",
    }
    for what, header in forged.items():
        assert refused(site, path, FORM, **{"X-Twilio-Signature": header}), what


@both_webhooks
def test_a_signed_request_that_was_changed_on_the_way_is_refused(site: Served, path: str) -> None:
    good = {"X-Twilio-Signature": signature(URL + path, FORM)}
    assert refused(site, path, FORM | {"From": "+12025550144"}, **good)
    assert refused(site, path, FORM | {"Extra": "1"}, **good)
    assert refused(site, path, {name: FORM[name] for name in ("Body", "From")}, **good)
    assert refused(site, f"{path}?d=x", FORM, **good)


@both_webhooks
def test_with_texts_switched_off_even_a_signed_request_is_refused(path: str) -> None:
    with served(CHANNELS="email") as site:
        assert call(site, path, FORM).status == FORBIDDEN
        assert site.world.memory.items == {}


@both_webhooks
def test_the_stage_is_part_of_what_is_signed(path: str) -> None:
    with served(PUBLIC_URL=f"{URL}/api") as site:
        assert refused(site, path, FORM, **{"X-Twilio-Signature": signature(URL + path, FORM)})
        assert call(site, path, FORM).status == 200


@both_webhooks
def test_a_webhook_is_a_post_of_a_form(site: Served, path: str) -> None:
    assert site.get(path).status == 405
    assert site.post(path, "{}", "application/json").status == 415
    assert site.post(path, "", "multipart/form-data; boundary=x").status == 415


def test_the_example_of_twilios_own_sdk_is_signed_as_we_check_it() -> None:
    url = "https://mycompany.com/myapp.php?foo=1&bar=2"
    form = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675309",
        "Digits": "1234",
        "From": "+14158675309",
        "To": "+18005551212",
    }
    known = "RSOYDt4T1cUTdK1PDd93/VVr8B8="
    assert signature(url, form, "12345") == known
    assert signed_by_twilio("12345", url, form, known)
    assert not signed_by_twilio("12345", url, form | {"Digits": "9"}, known)
