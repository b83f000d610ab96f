"""The commands about one person, beside the running service, as an operator runs them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from tests.local_service import eventually
from tests.pages.stories import asked
from workbench.__main__ import main
from workbench.forms import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.local_service import LocalService

pytestmark = pytest.mark.service

ROBIN = "robin@example.net"
PATIENCE = 20.0  # seconds until what is queued has been sent


def links(service: LocalService, page: str) -> list[str]:
    """The links to a page in what came to Robin."""
    found = service.api("GET", f"/api/messages?to={quote(ROBIN)}")["messages"]
    every = [link for one in found for link in Page(one["html"]).links]
    return [link for link in every if link.startswith(f"{service.url}/{page}/")]


def signed_up(service: LocalService) -> None:
    service.post("/signup", asked(ROBIN, "Robin"))
    assert eventually(lambda: bool(links(service, "confirm")), PATIENCE)
    assert service.post(links(service, "confirm")[0], {}).status == 303


def said(*words: str, env: Mapping[str, str] | None = None) -> Any:
    """What a command says to machines. In this process: several of their own take seconds."""
    ran = CliRunner(env=env).invoke(main, [*words, "--json"], catch_exceptions=False)
    assert ran.exit_code == 0, ran.stderr
    return json.loads(ran.stdout)


def test_somebody_is_found_sent_a_link_and_stopped(service: LocalService) -> None:
    signed_up(service)
    local = ("--port", str(service.ports.workbench))

    found = said("person", ROBIN, *local)
    assert (found["partner"], found["people"]) == ("a", 1)
    assert [one["state"] for one in found["channels"]] == ["confirmed"]
    assert [one["act"] for one in found["agreed"]] == ["form and confirm button"]

    assert said("resend-link", ROBIN, *local)["queued"] is True
    assert eventually(lambda: bool(links(service, "link")), PATIENCE)
    assert service.post(links(service, "link")[0], {}).headers["Location"].endswith("/me")
    got = said("got", ROBIN, *local)["deliveries"]
    assert ("link", "email") in {(one["name"], one["channel"]) for one in got}

    assert said("stop", ROBIN, "--yes", *local)["before"] == "confirmed"
    account = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
    elsewhere = said(  # as if the local AWS were the account that one is signed in to
        *("person", ROBIN, "--stage", "prod", "--table", "after-bedtime-local"),
        env={"AWS_ENDPOINT_URL": service.ports.aws_url, **account},
    )
    assert elsewhere["couple"] == found["couple"]
    assert [one["state"] for one in elsewhere["channels"]] == ["stopped"]
