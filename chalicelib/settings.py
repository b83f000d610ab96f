"""Everything that can be configured, in one place, read once from the environment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from chalicelib.env_reader import Reader
from chalicelib.secret import Secret, in_ssm

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NAME_AND_URL = 42  # characters: what the longest text of ours leaves for the two
NAME = 20  # characters: what the longest idea of the library leaves for SERVICE_NAME
LONGEST_RETRY = 900  # seconds: the longest delay of an SQS message
MOST_SEGMENTS = 10_000_000
HELP_LINE = 60  # characters: what the answer that names it leaves for it
LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
DOMAIN = re.compile(rf"(?:{LABEL}\.)+{LABEL}")  # RFC 1035, 2.3.1
LONGEST_DOMAIN = 189  # characters: an address takes 254 at most (RFC 5321), and ours 64 before it


@dataclass(frozen=True, slots=True)
class Email:
    """What sending email needs."""

    sender: str  # "After Bedtime <hello@example.org>", an identity verified in SES
    configuration_set: str
    postal_address: str  # CAN-SPAM: in every email


@dataclass(frozen=True, slots=True)
class Sms:
    """What sending and receiving texts needs."""

    account_sid: str
    kept_token: Secret
    sender: str  # a messaging service (MG...) or a number (+1...)
    api_url: str | None  # another host than Twilio's; None: Twilio's own
    countries: frozenset[str]  # ISO codes we text to: SMS pumping stops here
    segments_a_second: float  # what the number, or the pool of numbers, may send
    segments_a_day: int  # ceilings: then the tap closes
    segments_a_month: int

    @property
    def auth_token(self) -> str:
        return self.kept_token.value


@dataclass(frozen=True, slots=True)
class MailIn:
    """What hearing answers by email needs."""

    domain: str  # a subdomain of its own, whose mail SES receives
    bucket: str  # where SES puts what came, until it is heard


@dataclass(frozen=True, slots=True)
class Settings:
    """One deployment's configuration. A channel that is None is switched off."""

    service_name: str
    public_url: str  # where people reach the pages, with the stage if it is in the URL
    table_name: str
    send_queue_url: str
    send_dead_letters_url: str
    plan_queue_url: str
    inbound_queue_url: str
    kept_key: Secret
    operator_name: str
    contact_email: str
    help_line: str  # what we answer to fear or danger
    email: Email | None
    sms: Sms | None
    mail_in: MailIn | None  # None: emails of ours take no answer
    retry_seconds: int  # before the first try again of what a provider put off; then it doubles
    clock_file: str | None  # a file with an offset in seconds; None: the real time

    @property
    def secret_key(self) -> str:
        """What signs tokens and keys address hashes; changing it ends both."""
        return self.kept_key.value

    @property
    def base_path(self) -> str:
        """The path in front of every route: "" on a domain of its own, else "/stage"."""
        return urlsplit(self.public_url).path

    @property
    def channels(self) -> tuple[str, ...]:
        on = (("email", self.email), ("sms", self.sms))
        return tuple(name for name, part in on if part is not None)

    @classmethod
    def from_env(cls, env: Mapping[str, str], kept: Callable[[str], Secret] = in_ssm) -> Settings:
        """Read the environment. Raises one SettingsError that names all that is missing.

        A deployed function is told where its secrets are kept, under names that `kept` opens.
        """
        reader = Reader(env, kept)
        channels = set(reader.get("CHANNELS", "email,sms").replace(" ", "").split(","))
        if not channels or channels - {"email", "sms"}:
            reader.problems.append('CHANNELS must be "email", "sms" or "email,sms"')
        settings = cls(
            service_name=reader.get("SERVICE_NAME", "After Bedtime"),
            public_url=reader.url("PUBLIC_URL"),
            table_name=reader.need("TABLE_NAME"),
            send_queue_url=reader.need("SEND_QUEUE_URL"),
            send_dead_letters_url=reader.need("SEND_DEAD_LETTERS_URL"),
            plan_queue_url=reader.need("PLAN_QUEUE_URL"),
            inbound_queue_url=reader.need("INBOUND_QUEUE_URL"),
            kept_key=reader.secret("SECRET_KEY"),
            operator_name=reader.need("OPERATOR_NAME"),
            contact_email=reader.need("CONTACT_EMAIL"),
            help_line=reader.need("HELP_LINE"),
            email=_email(reader) if "email" in channels else None,
            sms=_sms(reader) if "sms" in channels else None,
            mail_in=_mail_in(reader) if "email" in channels else None,
            retry_seconds=reader.whole("RETRY_SECONDS", "30", LONGEST_RETRY),
            clock_file=env.get("CLOCK_FILE") or None,
        )
        if settings.sms:
            reader.problems += _too_long_for_texts(settings)
        reader.complain(channels)
        return settings


def _too_long_for_texts(settings: Settings) -> list[str]:
    problems = []
    if len(settings.service_name + settings.public_url) > NAME_AND_URL:
        problems.append(
            f"SERVICE_NAME and PUBLIC_URL together may take {NAME_AND_URL} characters, so that a "
            "link fits one text: use a short domain of your own"
        )
    if len(settings.service_name) > NAME:
        problems.append(f"SERVICE_NAME may take {NAME} characters, to sign one text")
    if len(settings.help_line) > HELP_LINE:
        problems.append(f"HELP_LINE may take {HELP_LINE} characters, to fit one text")
    return problems


def _email(reader: Reader) -> Email:
    return Email(
        sender=reader.need("EMAIL_FROM"),
        configuration_set=reader.need("SES_CONFIGURATION_SET"),
        postal_address=reader.need("POSTAL_ADDRESS"),
    )


def _mail_in(reader: Reader) -> MailIn | None:
    domain, bucket = reader.get("REPLY_DOMAIN", "").lower(), reader.get("REPLY_BUCKET", "")
    if not domain:
        return None
    sender = reader.get("EMAIL_FROM", "").lower().rstrip("> ").rpartition("@")[2]
    if not DOMAIN.fullmatch(domain) or len(domain) > LONGEST_DOMAIN or domain == sender:
        reader.problems.append(
            "REPLY_DOMAIN must be a subdomain of its own, like reply.example.org: all its mail "
            "comes to us"
        )
    if not bucket:
        reader.missing.append("REPLY_BUCKET")
    return MailIn(domain, bucket)


def _sms(reader: Reader) -> Sms:
    countries = reader.get("SMS_COUNTRIES", "US,CA").upper().replace(" ", "").split(",")
    return Sms(
        account_sid=reader.need("TWILIO_ACCOUNT_SID"),
        kept_token=reader.secret("TWILIO_AUTH_TOKEN"),
        sender=reader.need("TWILIO_SENDER"),
        api_url=reader.get("TWILIO_API_URL", "") or None,
        countries=frozenset(countries),
        segments_a_second=reader.rate("SEGMENTS_A_SECOND", "1"),
        segments_a_day=reader.whole("SEGMENTS_A_DAY", "1000", MOST_SEGMENTS),
        segments_a_month=reader.whole("SEGMENTS_A_MONTH", "20000", MOST_SEGMENTS),
    )
