"""Brings the code of this checkout to the local AWS, again after every save."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

import aiohttp
from botocore.exceptions import BotoCoreError, ClientError

from workbench.errors import WorkbenchError
from workbench.package import package
from workbench.stack import Deployed, Stack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbench.aws import Aws
    from workbench.by_chalice import Package
    from workbench.front import Front


class Deployment:
    """The stack, the code it runs, and the front door that leads to it."""

    def __init__(
        self,
        aws: Aws,
        parameters: Mapping[str, str],
        secrets: Mapping[str, str],
        front: Front,
    ) -> None:
        self.aws = aws
        self.parameters = parameters
        self.secrets = secrets
        self.front = front
        self.stack = Stack(aws)

    def package(self) -> Package:
        return package("local")

    def deploy(self, packaged: Package) -> Deployed:
        self._keep_secrets()
        deployed = self.stack.deploy(packaged, self.parameters)
        self.front.serve(deployed.api_id)
        return deployed

    def _keep_secrets(self) -> None:
        """SSM has them before a function asks, as on AWS: the local AWS may be a new one."""
        ssm = self.aws.client("ssm")
        for name, value in self.secrets.items():
            ssm.put_parameter(Name=name, Value=value, Type="SecureString", Overwrite=True)

    async def awake(self) -> None:
        """Call the service once: its first start is slow, and shows whether it starts at all."""
        url = f"{self.front.ports.pages_url}/health"
        async with self.front.http.get(url) as answer:
            if answer.status != 200:  # noqa: PLR2004 (HTTP's own number for "OK")
                raise WorkbenchError(
                    f"The service is deployed, but GET {url} answers {answer.status}: "
                    f"{await answer.text()}\naws.log in the state folder has more."
                )

    async def redeploy(self) -> None:
        """Deploy what was saved, and say how it went; on failure the old version keeps running."""
        started = time.monotonic()
        try:
            await asyncio.to_thread(lambda: self.deploy(self.package()))
            await self.awake()
        except (WorkbenchError, ClientError, BotoCoreError, aiohttp.ClientError, OSError) as error:
            print(f"Not redeployed: {error}", flush=True)
        else:
            print(f"Redeployed in {time.monotonic() - started:.1f} s", flush=True)
