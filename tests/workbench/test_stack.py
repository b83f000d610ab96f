"""The local settings, and what the functions inherit of this machine: nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.emulator import Emulator
from workbench.local_settings import local_parameters, local_secrets
from workbench.ports import Ports

if TYPE_CHECKING:
    from pathlib import Path


def test_secrets_are_made_once_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    made = local_secrets(tmp_path)
    assert local_secrets(tmp_path) == made
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_the_stack_is_told_where_its_pages_and_providers_are(tmp_path: Path) -> None:
    given = local_parameters(Ports(8400), tmp_path, local_secrets(tmp_path))
    assert given["PublicUrl"] == "http://127.0.0.1:8401"
    assert given["TwilioApiUrl"] == "http://127.0.0.1:8400/twilio"
    assert given["SesEndpointUrl"] == "http://127.0.0.1:8400/ses"
    assert given["ClockFile"] == str(tmp_path / "clock")


def test_functions_inherit_nothing_of_this_machine(tmp_path: Path) -> None:
    environment = Emulator(tmp_path, 8402, 0).environment()
    assert environment["BIND_HOST"] == "127.0.0.1"
    assert environment["HOME"] == environment["TMPDIR"] == str(tmp_path / "aws" / "scratch")
    inherited = [k for k in environment if k.startswith(("PYTHON", "VIRTUAL_ENV", "PIP_"))]
    assert inherited == []
    assert environment["AWS_CONFIG_FILE"] == "/dev/null"
    assert not {"AWS_PROFILE", "AWS_ENDPOINT_URL", "HTTP_PROXY"} & environment.keys()
