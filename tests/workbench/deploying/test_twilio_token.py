"""A new token of Twilio's is only written if it can be one, and Twilio takes it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from click.testing import CliRunner
from twilio.http.response import Response
from twilio.rest import Client

from tests.workbench.deploying.pretend import PretendAccount
from workbench.deploying.asking import TOKEN, Asking, NobodyToAskError, ShapeError
from workbench.deploying.formation import Formation
from workbench.deploying.twilio_token import TokenError, renew
from workbench.sources import ROOT
from workbench.stages.prices import DEFAULTS
from workbench.stages.settings import StageSettings

GIVEN, SID = "0123456789abcdef" * 2, "AC" + "0" * 32
TEXTS = {"Channels": "email,sms", "TwilioAccountSid": SID}
PROD = StageSettings("prod", "us-east-1", None, {}, DEFAULTS)


@dataclass
class Stack:
    """CloudFormation with one stack, or none."""

    parameters: dict[str, str] | None

    def describe_stacks(self, **_asked: str) -> dict[str, Any]:
        listed = [
            {"ParameterKey": name, "ParameterValue": value}
            for name, value in (self.parameters or {}).items()
        ]
        status = "DELETE_COMPLETE" if self.parameters is None else "CREATE_COMPLETE"
        return {"Stacks": [{"StackStatus": status, "Parameters": listed}]}


@dataclass
class Ssm:
    written: dict[str, str] = field(default_factory=dict)

    def put_parameter(self, *, Name: str, Value: str, **_asked: Any) -> None:  # noqa: N803
        self.written[Name] = Value


@dataclass
class Twilio:
    """Answers its own SDK with this status; None: it cannot be reached."""

    status: int | None = 200
    tried: list[tuple[str, str]] = field(default_factory=list)

    def connect(self, sid: str, token: str) -> Client:
        self.tried.append((sid, token))
        return Client(sid, token, http_client=self)

    def request(self, _method: str, url: str, **_asked: Any) -> Response:
        assert url.endswith(f"/Accounts/{SID}.json")
        if self.status is None:
            raise ConnectionResetError
        return Response(self.status, json.dumps({"code": 20003, "message": "?", "sid": SID}))


def renewed(
    twilio: Twilio, runs: dict[str, str] | None, settings: StageSettings = PROD
) -> dict[str, str]:
    """What was written; raises why nothing was."""
    ssm = Ssm()
    account = PretendAccount(ssm=ssm, cloudformation=Stack(runs))
    formation = Formation(account, settings.stack_name, print)
    with CliRunner().isolation(env={TOKEN: GIVEN}):
        try:
            renew(account, settings, formation, Asking(), twilio.connect)
        except TokenError:
            assert ssm.written == {}
            raise
    return ssm.written


def test_a_token_that_twilio_takes_is_written() -> None:
    twilio = Twilio()
    assert renewed(twilio, TEXTS) == {"/after-bedtime/prod/twilio-auth-token": GIVEN}
    assert twilio.tried == [(SID, GIVEN)]


@pytest.mark.parametrize(
    ("status", "says"),
    [(401, "does not take"), (403, "does not take"), (503, "answers 503"), (None, "reached")],
)
def test_a_token_that_twilio_does_not_take_is_not_written(status: int | None, says: str) -> None:
    with pytest.raises(TokenError, match=rf"{says}(?s:.*)Nothing was written") as refused:
        renewed(Twilio(status), TEXTS)
    assert GIVEN not in str(refused.value)


def test_without_a_stack_or_without_texts_nothing_is_asked_or_written() -> None:
    twilio = Twilio()
    with pytest.raises(TokenError, match="no stack after-bedtime-prod"):
        renewed(twilio, None)
    with pytest.raises(TokenError, match="Texts are off on the stage prod"):
        renewed(twilio, {"Channels": "email"})
    assert twilio.tried == []


def test_what_the_file_says_of_texts_counts_until_it_is_deployed() -> None:
    twilio = Twilio()
    assert renewed(twilio, {"Channels": "email"}, replace(PROD, parameters=TEXTS))
    assert twilio.tried == [(SID, GIVEN)]


def test_a_pretend_twilio_is_not_asked() -> None:
    twilio = Twilio(401)
    assert renewed(twilio, {**TEXTS, "TwilioApiUrl": "http://127.0.0.1:8400/twilio"})
    assert renewed(twilio, TEXTS, replace(PROD, endpoint="http://127.0.0.1:8402"))
    assert twilio.tried == []


def test_a_token_that_is_piped_is_read_without_a_warning(
    capsys: pytest.CaptureFixture[str], recwarn: pytest.WarningsRecorder
) -> None:
    with CliRunner().isolation(input=f"{GIVEN}\n", env={TOKEN: None}) as (out, *_):
        assert Asking().twilio_token() == GIVEN
        assert GIVEN.encode() not in out.getvalue()
    assert (capsys.readouterr().err, list(recwarn)) == ("", [])


@pytest.mark.parametrize("typed", ["a-token", f"{GIVEN}0", GIVEN[:-1], SID])
def test_what_can_be_no_token_is_refused_and_not_repeated(typed: str) -> None:
    for given, env in ((f"{typed}\n", None), ("", typed)):
        with (
            CliRunner().isolation(input=given, env={TOKEN: env}),
            pytest.raises(ShapeError, match="32 digits") as refused,
        ):
            Asking().twilio_token()
        assert typed not in str(refused.value)


def test_nothing_piped_is_nobody_to_ask() -> None:
    with CliRunner().isolation(input="", env={TOKEN: None}), pytest.raises(NobodyToAskError):
        Asking().twilio_token()


def test_a_token_that_is_typed_is_not_shown() -> None:
    keyboard, terminal = os.openpty()
    code = "from workbench.deploying.asking import Asking; print(len(Asking().twilio_token()))"
    env = {name: value for name, value in os.environ.items() if name != TOKEN}
    typing = subprocess.Popen(  # noqa: S603 (our own code)
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=env,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
    )
    os.close(terminal)
    shown = b""
    while b"not shown" not in shown:
        shown += os.read(keyboard, 1024)
    os.write(keyboard, f"{GIVEN}\n".encode())
    while b"32" not in shown:
        shown += os.read(keyboard, 1024)
    assert typing.wait() == 0
    os.close(keyboard)
    assert GIVEN.encode() not in shown
