"""A stage that is well in every way, and how to make it ill in one."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from twilio.http.response import Response
from twilio.rest import Client

from tests.workbench.doctor.pretend_aws import PretendAws
from workbench.doctor.patient import Page, Patient
from workbench.stages.settings import StageSettings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HERE = Path(__file__).parent / "answers"
NOW = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
GONE = object()  # as a value: take it away

Way = tuple[str | int, ...]  # down into a document


@dataclass(frozen=True)
class World:
    """Everything that answers, as documents: parameters, aws, twilio, dns, web."""

    said: dict[str, Any]
    package: Path = Path("/nothing/is/packaged.zip")
    stage: str = "prod"
    token: str = ""
    local: bool = False

    def but(self, *changes: tuple[Way, object]) -> World:
        """The same, with these things otherwise."""
        said = deepcopy(self.said)
        for path, value in changes:
            *above, last = path
            at: Any = said
            for name in above:
                at = at[name]
            if value is GONE:
                del at[last]
            else:
                at[last] = value
        return World(said, self.package, self.stage, self.token, self.local)

    def patient(self) -> Patient:
        settings = StageSettings(
            self.stage, "us-east-1", None, self.said["parameters"], dict[str, Decimal]()
        )
        return Patient(
            settings=settings,
            aws=PretendAws(self.said["aws"]),
            twilio=self._twilio,
            dns=PretendDns(self.said["dns"]),
            web=PretendWeb(self.said["web"]),
            now=lambda: NOW,
            clock=lambda: NOW,
            package=self.package,
            token=self.token,
            local=self.local,
        )

    def _twilio(self, account: str, token: str) -> Client:
        return Client(account, token, http_client=PretendTwilio(self.said["twilio"]))


@dataclass(frozen=True)
class PretendTwilio:
    """Answers Twilio's own SDK: URL -> the document, or a refusal {status, code}."""

    answers: Mapping[str, Any]

    def request(self, method: str, url: str, params: Any = None, **_: Any) -> Response:
        assert method == "GET", "the doctor changes nothing"
        asked = f"{url}?{urlencode(params)}" if params else url
        answer = self.answers.get(asked)
        if answer is None:
            return Response(404, json.dumps({"code": 20404, "message": asked, "status": 404}))
        status = answer["status"] if isinstance(answer.get("status"), int) else 200
        return Response(status, json.dumps(answer))


@dataclass(frozen=True)
class PretendDns:
    records: Mapping[str, Mapping[str, Sequence[str]]]

    def txt(self, name: str) -> Sequence[str]:
        return self.records["TXT"].get(name, [])

    def cname(self, name: str) -> Sequence[str]:
        return self.records["CNAME"].get(name, [])

    def mx(self, name: str) -> Sequence[str]:
        return self.records["MX"].get(name, [])


@dataclass(frozen=True)
class PretendWeb:
    said: Mapping[str, Any]

    def get(self, url: str) -> Page:
        return self._page(f"GET {url}")

    def post(self, url: str) -> Page:
        return self._page(f"POST {url}")

    def certificate_until(self, host: str, port: int) -> datetime:
        assert (host, port) == ("bedtime.example.org", 443)
        return datetime.fromisoformat(self.said["certificate"])

    def _page(self, asked: str) -> Page:
        page = self.said["pages"].get(asked)
        if page is None:
            raise ConnectionRefusedError(asked)
        return Page(**page)


def well() -> World:
    """A stage that has everything, and in which everything is well."""
    read = {name: json.loads((HERE / f"{name}.json").read_text()) for name in ("aws", "twilio")}
    return World({**read, **json.loads((HERE / "elsewhere.json").read_text())})
