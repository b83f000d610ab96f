"""From the name of a stage to what it sends with: its settings, SES and Twilio.

The settings are those of the functions that are deployed, so that a sample leaves by the very
account, number and name that people's messages leave by.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from botocore.config import Config

from chalicelib.couples.tokens import Tokens
from chalicelib.delivery.ses import SesRate, SesSender
from chalicelib.delivery.twilio import TwilioSender
from chalicelib.env_reader import SettingsError
from chalicelib.secret import in_ssm
from chalicelib.settings import Settings
from workbench.operating.place import Place
from workbench.operating.refusals import UnreachableError
from workbench.operating.way import Way

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chalicelib.couples.model import Channel
    from chalicelib.delivery.model import Envelope, Sender

ONCE = Config(retries={"total_max_attempts": 1})  # SES has no idempotency token
SES_ELSEWHERE = "AWS_ENDPOINT_URL_SESV2"


@dataclass(frozen=True, slots=True)
class Post:
    """How one stage sends."""

    settings: Settings
    senders: Mapping[Channel, Sender]
    a_second: Mapping[Channel, float]  # messages that the accounts allow
    pause: Callable[[float], object] = time.sleep


@dataclass(frozen=True, slots=True)
class PlaceWithPost(Place):
    """One stage, as a command sees it that sends."""

    post: Post


def reach_post(place: Place, port: int) -> Post:
    """Raises UnreachableError."""
    env = _environment(_client(place, port, "lambda"), place)
    settings = _settings(place, env, port)
    senders: dict[Channel, Sender] = {}
    a_second: dict[Channel, float] = {}
    if settings.email:
        # A local AWS's SES is a sink of ours, at an address that only the functions know.
        client = _client(place, port, "sesv2", env.get(SES_ELSEWHERE))
        senders["email"] = SesSender(settings.email, lambda: client)
        a_second["email"] = SesRate(lambda: client, place.clock)()
    if settings.sms:
        senders["sms"] = TwilioSender(settings.sms, _callbacks(settings))
        a_second["sms"] = settings.sms.segments_a_second
    return Post(settings, senders, a_second)


def reach_settings(place: Place, port: int) -> Settings:
    """The settings of the functions that are deployed. Raises UnreachableError."""
    return _settings(place, _environment(_client(place, port, "lambda"), place), port)


def _settings(place: Place, env: Mapping[str, str], port: int) -> Settings:
    try:
        ssm = partial(_client, place, port, "ssm")
        return Settings.from_env(env, lambda name: in_ssm(name, ssm))
    except SettingsError as error:
        raise UnreachableError(f"The stage {place.stage} cannot send: {error}") from error


def _environment(client: Any, place: Place) -> dict[str, str]:
    """The variables of a function that works on this table."""
    for page in client.get_paginator("list_functions").paginate():
        for function in page["Functions"]:
            found: dict[str, str] = function.get("Environment", {}).get("Variables", {})
            if found.get("TABLE_NAME") == place.name:
                return found
    raise UnreachableError(
        f"No function works on the table {place.name}: deploy the stage {place.stage} first."
    )


def _client(place: Place, port: int, service: str, url: str | None = None) -> Any:
    config = ONCE if service == "sesv2" else None
    return Way.to(place.stage, port).client(service, config, url)


def _callbacks(settings: Settings) -> Any:
    """Receipts come back as ever. They name a delivery that no ledger has, and change nothing."""
    tokens = Tokens(settings.secret_key)

    def url(envelope: Envelope) -> str:
        key = envelope.key
        token = tokens.sign("receipt", key.pk, key.sk, envelope.attempt)
        return f"{settings.public_url}/webhooks/twilio/status?d={token}"

    return url
