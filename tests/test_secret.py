"""Secrets are fetched by who uses them, once, and shown to nobody."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from chalicelib.secret import Secret, SecretError, given, in_ssm
from chalicelib.settings import Settings
from tests.world import ENV

NAME = "/after-bedtime/prod/secret-key"


class FakeSsm:
    """Keeps parameters, and counts who asks. `error` is raised first, once."""

    def __init__(self, error: str = "", **parameters: str) -> None:
        self.parameters = {f"/after-bedtime/prod/{k}": v for k, v in parameters.items()}
        self.error = error
        self.asked: list[str] = []

    def get_parameter(self, *, Name: str, WithDecryption: bool) -> Any:  # noqa: N803 (boto3's)
        self.asked.append(Name)
        code, self.error = self.error, ""
        if Name not in self.parameters:
            code = "ParameterNotFound"
        if code:
            raise ClientError({"Error": {"Code": code, "Message": ""}}, "GetParameter")
        assert WithDecryption, "it would be the ciphertext"
        return {"Parameter": {"Value": self.parameters[Name]}}


def kept(ssm: FakeSsm, name: str = NAME) -> Secret:
    return in_ssm(name, lambda: ssm)


def test_it_is_fetched_at_the_first_use_and_then_known() -> None:
    ssm = FakeSsm(**{"secret-key": "s3cret\n"})
    secret = kept(ssm)
    assert ssm.asked == []
    assert [secret.value, secret.value] == ["s3cret", "s3cret"]
    assert ssm.asked == [NAME]


def test_a_failure_is_not_remembered() -> None:
    secret = kept(FakeSsm("ThrottlingException", **{"secret-key": "s3cret"}))
    with pytest.raises(ClientError):
        _ = secret.value
    assert secret.value == "s3cret"


def test_one_that_is_not_there_is_named_with_what_to_do() -> None:
    with pytest.raises(SecretError, match=f"SSM has no parameter {NAME}: `make deploy`"):
        _ = kept(FakeSsm()).value


def test_a_deployed_function_is_told_where_secrets_are_and_fetches_neither_to_begin_with() -> None:
    ssm = FakeSsm(**{"secret-key": "key", "twilio-auth-token": "token"})
    told = {
        "SECRET_KEY_PARAMETER": NAME,
        "TWILIO_AUTH_TOKEN_PARAMETER": "/after-bedtime/prod/twilio-auth-token",
    }
    without = {name: v for name, v in ENV.items() if f"{name}_PARAMETER" not in told}
    settings = Settings.from_env({**without, **told}, lambda name: kept(ssm, name))
    assert ssm.asked == []
    assert settings.sms
    assert (settings.secret_key, settings.sms.auth_token) == ("key", "token")


def test_where_both_are_given_the_one_that_is_kept_counts() -> None:
    ssm = FakeSsm(**{"secret-key": "kept"})
    both = {**ENV, "SECRET_KEY_PARAMETER": NAME}
    assert Settings.from_env(both, lambda name: kept(ssm, name)).secret_key == "kept"


def test_no_secret_shows_itself() -> None:
    settings = Settings.from_env(ENV)
    assert given("s3cret").value == "s3cret"
    for shown in (repr(given("s3cret")), str(given("s3cret")), repr(settings)):
        assert not any(one in shown for one in ("s3cret", ENV["SECRET_KEY"]))
        assert ENV["TWILIO_AUTH_TOKEN"] not in shown
