"""Two people who answer by email: the real use cases, and a bucket that is a dictionary."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib.couples.model import Contact
from chalicelib.couples.reply_address import WroteTo
from chalicelib.mail_in.bucket import GoneError
from tests.racing import RacyTable
from tests.world import World
from workbench.ses_inbound import notification

if TYPE_CHECKING:
    from chalicelib.couples.model import Couple, PartnerKey

SAMPLES = Path(__file__).parents[1] / "replies" / "mail"
DOMAIN = "reply.example.org"
REPLIES_ON = {"REPLY_DOMAIN": DOMAIN, "REPLY_BUCKET": "mails"}
ALEX, SAM = "alex@example.com", "sam@example.com"
SOUP = "Sam made soup when I had the flu."


def sample(name: str) -> bytes:
    return (SAMPLES / f"{name}.eml").read_bytes()


@dataclass
class FakeBucket:
    """What SES has put there, and what was read of it."""

    mails: dict[str, bytes] = field(default_factory=dict)
    read: list[str] = field(default_factory=list)

    def fetch(self, key: str) -> bytes:
        self.read.append(key)
        if key not in self.mails:
            raise GoneError("gone")
        return self.mails[key]

    def delete(self, key: str) -> None:
        self.mails.pop(key, None)


class MailWorld(World):
    """A World whose emails can be answered, on a table that can be disturbed."""

    def __init__(self, **env: str) -> None:
        super().__init__(**{**REPLIES_ON, **env})

    @cached_property
    def memory(self) -> RacyTable:
        return RacyTable()

    @cached_property
    def mail_bucket(self) -> FakeBucket:
        return FakeBucket()

    def address(self, couple: Couple, key: PartnerKey = "a", generation: int = 0) -> str:
        assert self.reply_addresses is not None
        return self.reply_addresses.of(WroteTo(couple.id, key, generation))

    def told(self, source: bytes, to: str, ses_id: str = "", **verdicts: str) -> dict[str, Any]:
        """SES takes a mail: into the bucket, and says so."""
        ses_id = ses_id or f"ses-{self.new_id()}"
        self.mail_bucket.mails[ses_id] = source
        mail = message_from_bytes(source, policy=policy.compat32)
        headers = {name: str(value) for name, value in mail.items()}
        returned = headers.get("Return-Path", ALEX).strip("<>")
        return notification(
            ses_id, sender=returned, to=to, headers=headers, at=self.clock(), **verdicts
        )

    def email_in(self, source: bytes, to: str, ses_id: str = "", **verdicts: str) -> None:
        self.mail_in.arrived(json.dumps(self.told(source, to, ses_id, **verdicts)), self.clock())

    def answers(self) -> list[str]:
        """The emails with which we answered, once all that is queued is sent."""
        self.work()
        sent = [one.message for one in self.email.sent]
        mine = [one for one in sent if one.headers.get("Auto-Submitted") == "auto-replied"]
        return [one.text.split("\n\n")[0] for one in mine]


def pair(world: MailWorld | None = None) -> tuple[MailWorld, Couple]:
    world = world or MailWorld()
    return world, world.couple(Contact("email", ALEX), b=Contact("email", SAM))


def jar(world: World, couple: Couple) -> list[tuple[str, str, str]]:
    return [(one.author, one.text, one.state) for one in world.jar.all(couple.id)]


def written(words: str, mid: str = "1", sender: str = ALEX, **headers: str) -> bytes:
    """A plain mail."""
    fields = {"From": sender, "Message-ID": f"<{mid}@mail.example.com>", **headers}
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
    return f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n".encode()


def dropped(world: MailWorld, couple: Couple, why: str, log: list[str]) -> None:
    """Nothing came of it, and the log says why and no more."""
    assert log == [f"email: dropped, {why}"]
    assert jar(world, couple) == []
    assert world.mail_bucket.mails == {}
    assert not [one for one in world.memory.items if one[0].startswith(("INBOUND", "LIMIT"))]
    world.work()
    assert world.email.sent == []
    assert world.sms.sent == []
