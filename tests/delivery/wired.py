"""A world whose messages leave over real HTTP, by the real clients."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import pytest

from chalicelib.clients import ses_client, session
from chalicelib.delivery.ses import SesSender
from chalicelib.delivery.twilio import TwilioSender
from tests.workbench.running import ACCOUNT, SENDER, TOKEN
from tests.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from chalicelib.couples.model import Channel
    from chalicelib.delivery.model import Sender

PATIENCE = 20.0  # seconds; in production ten, but a slow machine is no fault
NO_PATIENCE = 0.5  # with a provider that never answers
PUBLIC_URL = "http://127.0.0.1:8401"  # the workbench's fake service


class WiredWorld(World):
    """Its senders are the wiring's, but for where they call and how long they wait."""

    def __init__(self, url: str) -> None:
        super().__init__(
            PUBLIC_URL=PUBLIC_URL,
            TWILIO_ACCOUNT_SID=ACCOUNT,
            TWILIO_AUTH_TOKEN=TOKEN,
            TWILIO_SENDER=SENDER,
        )
        self.__dict__["url"] = url

    @cached_property
    def patience(self) -> dict[Channel, float]:
        """How long each client waits; it is asked when it sends for the first time."""
        return {"email": PATIENCE, "sms": PATIENCE}

    @cached_property
    def senders(self) -> Mapping[Channel, Sender]:
        email, sms = self.settings.email, self.settings.sms
        assert email is not None
        assert sms is not None
        there = replace(sms, api_url=f"{self.__dict__['url']}/twilio")
        return {
            "email": SesSender(email, lambda: ses_client(self.patience["email"])),
            "sms": TwilioSender(there, self._callback_url, self.patience["sms"]),
        }

    def hang_up(self) -> None:
        """Close the connections that were kept for the next message."""
        email, sms = (vars(self.senders[one]).get("_client") for one in ("email", "sms"))
        if email:
            email.close()
        if sms:
            sms.http_client.session.close()


@contextmanager
def wired(url: str, patience: float = PATIENCE) -> Iterator[WiredWorld]:
    """A world whose providers are under this address."""
    with pytest.MonkeyPatch.context() as env:
        env.setenv("AWS_ENDPOINT_URL_SESV2", f"{url}/ses")  # as the template sets it
        env.setenv("AWS_ACCESS_KEY_ID", "test")
        env.setenv("AWS_SECRET_ACCESS_KEY", "test")
        session.cache_clear()  # it would remember who we were
        world = WiredWorld(url)
        world.patience.update({"email": patience, "sms": patience})
        yield world
        world.hang_up()
