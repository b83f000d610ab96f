"""What tests share: no AWS account of the person's own, one local service, one browser."""

from __future__ import annotations

import gc
import os
from functools import cache
from typing import TYPE_CHECKING

import botocore.session
import pytest
from botocore.loaders import create_loader

from tests.browser import Chromium, started
from tests.local_service import LocalService, running
from tests.policing import asked_of, not_allowed, policies_of
from workbench.aws import without_account

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

# Before anything makes a client: a test that forgets its endpoint fails, and reaches nobody.
_cleaned = without_account(os.environ)
os.environ.clear()
os.environ.update(_cleaned)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is collected stays to the end: the garbage collector need not look through it again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def aws_is_described_once() -> Iterator[None]:
    """Sessions share what botocore knows of each service, and nothing else.

    By itself each reads its descriptions from disk: a tenth of a second for every first client.
    """
    with pytest.MonkeyPatch.context() as all_tests:
        all_tests.setattr(botocore.session, "create_loader", cache(create_loader))
        yield


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalService]:
    """The deployed service with its workbench, shared by all tests marked `service`.

    At the end: nothing that its functions did in all of them is anything that IAM would refuse.
    """
    with running(tmp_path_factory.mktemp("service")) as local:
        yield local
        assert not_allowed(asked_of(local), policies_of(local)) == []


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """For tests marked `browser`; no context sees another's cookies."""
    with started() as browser:
        yield browser
