"""What the local stack is configured with: the template's parameters, secrets of its own."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.ports import Ports

SENDER = "+12025550100"  # a number that belongs to nobody (NANPA keeps 555-01xx for fiction)


@dataclass(frozen=True, slots=True)
class Secrets:
    """Made up once and kept, so that yesterday's links and signatures still hold today."""

    secret_key: str
    twilio_account_sid: str
    twilio_auth_token: str


def local_secrets(state: Path) -> Secrets:
    """Read this folder's secrets, making them up the first time."""
    file = state / "secrets.json"
    if file.exists():
        return Secrets(**json.loads(file.read_text()))
    made = Secrets(secrets.token_hex(32), f"AC{secrets.token_hex(16)}", secrets.token_hex(16))
    file.touch(mode=0o600)
    file.write_text(json.dumps(asdict(made), indent=2) + "\n")
    return made


def local_parameters(ports: Ports, state: Path, kept: Secrets) -> dict[str, str]:
    """Give a value to each parameter of the template that has no default fit for one machine."""
    return {
        "Stage": "local",
        "PublicUrl": ports.pages_url,
        "OperatorName": "The After Bedtime workbench",
        "ContactEmail": "hello@example.org",
        "HelpLine": "988 (call or text, any hour)",
        "EmailFrom": "After Bedtime <hello@example.org>",
        "PostalAddress": "1 Bedtime Lane, Springfield",
        "ReplyDomain": "reply.example.org",
        "TwilioAccountSid": kept.twilio_account_sid,
        "TwilioSender": SENDER,
        "TwilioApiUrl": f"{ports.workbench_url}/twilio",
        "SesEndpointUrl": f"{ports.workbench_url}/ses",
        "RetrySeconds": "1",  # nobody wants to wait for a pretend provider
        "SegmentsASecond": "100",  # ... nor for a number of its own
        "ClockFile": str(state / "clock"),
        "AlarmsByFormula": "no",  # the local AWS computes none
        "KeepTable": "no",  # the folder is removed by whoever wants to start afresh
    }


def kept_in_ssm(stage: str, kept: Secrets) -> dict[str, str]:
    """The secrets by the names under which the template's functions look for them."""
    return {
        f"/after-bedtime/{stage}/secret-key": kept.secret_key,
        f"/after-bedtime/{stage}/twilio-auth-token": kept.twilio_auth_token,
    }
