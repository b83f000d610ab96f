"""What the card says of a stage: who runs it, where to sign up, what it costs, where help is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from workbench.errors import WorkbenchError
from workbench.local_settings import Secrets, local_parameters
from workbench.ports import DEFAULT, Ports
from workbench.sources import ROOT
from workbench.stages.settings import FOLDER, LOCAL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.stages.settings import StageSettings

NAME = "SERVICE_NAME"
WANTED = {
    "OperatorName": "who hands the card out",
    "HelpLine": "where help is when somebody does not feel safe",
}
EASY_TO_TYPE = 40  # characters of an address: more than a line of the card


class CardError(WorkbenchError):
    """The card cannot be made; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Words:
    """What differs from one operator's card to another's."""

    service: str
    operator: str
    help_line: str
    url: str  # of the sign-up page, which is what the code says
    texts: bool  # whether texts are on: then the carriers' rates are part of what it costs

    @property
    def typed(self) -> str:
        """The same address for somebody's thumbs: browsers add https:// themselves."""
        return self.url.removeprefix("https://")

    @property
    def here_only(self) -> bool:
        """Whether no phone could open it."""
        return urlsplit(self.url).hostname in {"127.0.0.1", "localhost"}

    @property
    def long(self) -> bool:
        return len(self.typed) > EASY_TO_TYPE


def words_of(settings: StageSettings, public_url: str | None = None, port: int = DEFAULT) -> Words:
    """Read a stage's settings; `public_url` counts before theirs. `port`: the local service's.

    Raises CardError, which names everything that is missing.
    """
    told = dict(_local(port) if settings.stage == LOCAL else settings.parameters)
    if public_url:
        told["PublicUrl"] = public_url
    missing = [f"{name}, {why}" for name, why in WANTED.items() if not told.get(name)]
    if not told.get("PublicUrl"):
        missing.append("PublicUrl, or --url here: the address of API Gateway's that `deploy` said")
    elif urlsplit(told["PublicUrl"]).scheme not in {"https", "http"}:
        missing.append(f"an address with https:// in front: {told['PublicUrl']!r} has none")
    if missing:
        listed = "\n".join(f"  {one}" for one in missing)
        raise CardError(
            f"The card needs from .chalice/stages/{settings.stage}.toml, [parameters]:\n{listed}"
        )
    return Words(
        service=_service(settings.stage),
        operator=told["OperatorName"],
        help_line=told["HelpLine"],
        url=f"{told['PublicUrl'].rstrip('/')}/signup",
        texts="sms" in told.get("Channels", "email,sms"),
    )


def _service(stage: str) -> str:
    """The name that the pages have: the stage's own, else that of all stages."""
    config = json.loads((FOLDER.parent / "config.json").read_text())
    stages = (config["stages"][stage], config)
    found = (one.get("environment_variables", {}).get(NAME) for one in stages)
    return next(str(name) for name in found if name)


def _local(port: int) -> Mapping[str, str]:
    """What `make run` gives the local service, which has no file of its own."""
    return local_parameters(Ports(port), ROOT / ".local", Secrets("", "", ""))
