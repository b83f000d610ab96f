"""The whole service on one machine: package, deploy, serve, and stop all of it again."""

from __future__ import annotations

import asyncio
import signal
import socket
import time
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

import aiohttp
from aiohttp import web

from workbench.aws import Aws
from workbench.deployed_service import DeployedService
from workbench.deployment import Deployment
from workbench.emulator import Emulator
from workbench.errors import WorkbenchError
from workbench.front import Front
from workbench.function_errors import FunctionErrors
from workbench.local_settings import SENDER, kept_in_ssm, local_parameters, local_secrets
from workbench.only_one import only_one
from workbench.ports import HOST
from workbench.progress import step
from workbench.server import build_app
from workbench.stages.settings import LOCAL
from workbench.watch import watch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine
    from pathlib import Path

    from workbench.ports import Ports
    from workbench.stack import Deployed


def run(ports: Ports, state: Path, *, watching: bool) -> None:
    """Run the service until Ctrl-C or SIGTERM."""
    state = state.resolve()
    state.mkdir(parents=True, exist_ok=True)
    with only_one(state, ports) as lock:
        ports.check()
        asyncio.run(_until_stopped(_serve(ports, state, lock, watching=watching)))
        print("Stopped. Everything is kept in", state)


async def _serve(ports: Ports, state: Path, lock: int, *, watching: bool) -> None:
    started = time.monotonic()
    secrets = local_secrets(state)
    async with AsyncExitStack() as up:
        # Nobody's cookies but the browser's own: this session speaks for everybody.
        http = aiohttp.ClientSession(auto_decompress=False, cookie_jar=aiohttp.DummyCookieJar())
        front = Front(ports, await up.enter_async_context(http))
        servers = await up.enter_async_context(AsyncExitStack())
        await servers.enter_async_context(_serving(front.app(), _listening(ports.pages)))
        # Open from now on: what yesterday's queue sends at once waits for the server, below.
        workbench = servers.enter_context(_listening(ports.workbench))
        emulator = Emulator(state, ports.aws, lock)
        # It stops before the servers that its functions talk to.
        up.push_async_callback(asyncio.to_thread, emulator.stop)
        aws = Aws(ports.aws_url)
        parameters = local_parameters(ports, state, secrets)
        deployment = Deployment(aws, parameters, kept_in_ssm(LOCAL, secrets), front)
        deployed = await _deploy(deployment, emulator)
        service = DeployedService(aws, deployed, ports.pages_url, state / "clock", http)
        account = (secrets.twilio_account_sid, secrets.twilio_auth_token)
        app = build_app(service, state, *account, SENDER)
        await servers.enter_async_context(_serving(app, workbench))
        print(_addresses(ports, state, time.monotonic() - started), flush=True)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(emulator.lives())
            tasks.create_task(FunctionErrors(aws, deployed.functions).show())
            if watching:
                tasks.create_task(watch(deployment.redeploy))


async def _deploy(deployment: Deployment, emulator: Emulator) -> Deployed:
    emulator.start()  # it starts while we package
    with step("Packaging the service"):
        package = await asyncio.to_thread(deployment.package)
    with step("Starting the local AWS"):
        await emulator.ready()
    with step("Deploying the stack"):
        deployed = await asyncio.to_thread(deployment.deploy, package)
    with step("Waking it up"):
        await deployment.awake()
    return deployed


def _listening(port: int) -> socket.socket:
    return socket.create_server((HOST, port), backlog=128)


@asynccontextmanager
async def _serving(app: web.Application, at: socket.socket) -> AsyncIterator[None]:
    # The local AWS has stopped by the time this ends: nobody is left to wait for.
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    try:
        await web.SockSite(runner, at).start()
        yield
    finally:
        await runner.cleanup()


async def _until_stopped(work: Coroutine[None, None, None]) -> None:
    """Run the work until it ends or somebody wants it to; its clean-up is not interrupted."""
    task = asyncio.create_task(work)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, lambda: task.cancelling() or task.cancel())
    try:
        await task
    except asyncio.CancelledError:
        return
    except ExceptionGroup as group:
        problems = group.subgroup(WorkbenchError)
        raise problems.exceptions[0] if problems else group from None


def _addresses(ports: Ports, state: Path, seconds: float) -> str:
    return f"""
Ready in {seconds:.1f} s.

  The workbench   {ports.workbench_url}    two phones, two mailboxes, a clock
  The service     {ports.pages_url}    what people see: sign up here
  The local AWS   {ports.aws_url}    any AWS client with this endpoint, test/test

State is kept in {state}. Ctrl-C stops everything.
"""
