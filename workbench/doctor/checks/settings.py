"""What the operator decided: whether the service could start with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chalicelib.env_reader import SettingsError
from chalicelib.settings import Settings
from workbench.deploying.template import Template
from workbench.doctor.check import check
from workbench.doctor.findings import Verdict, fail, ok

if TYPE_CHECKING:
    from workbench.doctor.patient import Patient

WORD = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=A)(?=Second|Day|Month)")
# What the stack, or SSM, gives; here only so that nothing else counts as missing.
GIVEN = (
    "TABLE_NAME",
    "SEND_QUEUE_URL",
    "SEND_DEAD_LETTERS_URL",
    "PLAN_QUEUE_URL",
    "INBOUND_QUEUE_URL",
    "SES_CONFIGURATION_SET",
    "REPLY_BUCKET",
    "SECRET_KEY",
    "SECRET_KEY_PARAMETER",
    "TWILIO_AUTH_TOKEN",
    "TWILIO_AUTH_TOKEN_PARAMETER",
)
# Without a domain it is API Gateway's own address: always of this length, too long for texts.
AS_LONG_AS_OURS = "https://abcdefghij.execute-api.us-east-1.amazonaws.com/api"
THE_FILE = "Put it right in .chalice/stages/{}.toml, and deploy."


def variable(parameter: str) -> str:
    """PublicUrl -> PUBLIC_URL, as the template has it."""
    return WORD.sub("_", parameter).upper()


def _as_in_the_file(said: str) -> str:
    """The names of variables as the parameters that the operator writes."""
    parameters = Template.written().document["Parameters"]
    for name in sorted(parameters, key=len, reverse=True):
        said = said.replace(variable(name), name)
    return said


@check("settings: complete", early=True)
def complete(patient: Patient) -> Verdict:
    """The service's own reader of settings judges them."""
    env = dict.fromkeys(GIVEN, "given")
    env |= {variable(name): value for name, value in patient.settings.parameters.items()}
    env["CHANNELS"] = patient.told("Channels")
    env.setdefault("PUBLIC_URL", AS_LONG_AS_OURS)
    try:
        read = Settings.from_env(env)
    except SettingsError as error:
        said = _as_in_the_file(str(error).removeprefix("Settings: "))
        return fail(f"{said[0].upper()}{said[1:]}", THE_FILE.format(patient.stage))
    return ok(f"complete for {' and '.join(read.channels)}")


@check("settings: https", early=True, not_local="one machine speaks http with itself")
def https(patient: Patient) -> Verdict:
    asked = patient.told("PublicUrl")
    if not asked:
        return ok("people reach the pages at API Gateway's own address, by https")
    if asked.startswith("https://"):
        return ok("people reach the pages by https")
    return fail(
        f"PublicUrl is {asked}: links could be read on the way.",
        "Give one with https://.",
    )
