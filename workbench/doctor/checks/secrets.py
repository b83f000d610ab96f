"""The two secrets: in SSM, encrypted, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.doctor.check import check
from workbench.doctor.checks.stack import is_deployed
from workbench.doctor.findings import Verdict, fail, ok

if TYPE_CHECKING:
    from workbench.doctor.patient import Patient

SECRET, TOKEN = "secret-key", "twilio-auth-token"  # what they are called
PLAIN = ("SECRET_KEY", "TWILIO_AUTH_TOKEN")


def path(patient: Patient, name: str) -> str:
    return f"/after-bedtime/{patient.stage}/{name}"


@check("secrets: there", after=is_deployed)
def there(patient: Patient) -> Verdict:
    """They are looked up, and not read."""
    needed = [SECRET] + [TOKEN] * ("sms" in patient.channels)
    names = [path(patient, name) for name in needed]
    found = patient.aws("ssm").get_parameters(Names=names, WithDecryption=False)
    types = {one["Name"]: one["Type"] for one in found.get("Parameters", [])}
    missing = [name for name in names if name not in types]
    if missing:
        return fail(
            f"SSM has no {' and no '.join(missing)}.",
            f"make deploy STAGE={patient.stage} makes the key and asks for the token.",
        )
    plain = [name for name in names if types[name] != "SecureString"]
    if plain:
        return fail(
            f"Not encrypted: {', '.join(plain)}.",
            "Put it anew as a SecureString (aws ssm put-parameter --overwrite), with the same "
            "value: another key would end every link.",
        )
    return ok(f"SSM keeps {' and '.join(needed)}, encrypted")


@check("secrets: nowhere else", after=is_deployed)
def nowhere_else(patient: Patient) -> Verdict:
    """No function has one in its environment, where everybody who may list functions reads it."""
    client, bare = patient.aws("lambda"), []
    for name, own in patient.functions.items():
        told = client.get_function_configuration(FunctionName=own).get("Environment", {})
        if any(told.get("Variables", {}).get(variable) for variable in PLAIN):
            bare.append(name)
    if bare:
        return fail(
            f"A secret is in the environment of {', '.join(bare)}.",
            "Deploy this version, which reads it from SSM.",
        )
    return ok("no function has one in its environment")
