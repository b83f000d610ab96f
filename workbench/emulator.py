"""Starts and stops the local AWS as a process of its own."""

from __future__ import annotations

import asyncio
import hashlib
import os
import shutil
import subprocess
import time
from pathlib import Path

import aiohttp

from workbench.aws import without_account
from workbench.errors import WorkbenchError
from workbench.ports import HOST
from workbench.sources import ROOT

PYTHON = ROOT / ".venv-aws" / "bin" / "python"
MEMORY = Path("/dev/shm")  # noqa: S108 (Linux: files in memory; what is made there is private)
ROOM = 2 * 2**30  # bytes free in it; each running function unpacks some 40 MB
PATIENCE = 30.0  # seconds to start


class EmulatorError(WorkbenchError):
    """The local AWS did not start, or stopped by itself; the message shows its last words."""


class Emulator:
    """MiniStack on one port, with its state under one folder."""

    def __init__(self, state: Path, port: int, lock: int) -> None:
        self.folder = state / "aws"
        self.log = state / "aws.log"
        self.port = port
        self.lock = lock  # the state folder stays locked until this process has saved
        self.scratch = self.folder / "scratch"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process; it is not ready yet when this returns."""
        if not PYTHON.exists():
            raise EmulatorError("The local AWS is not installed: run it with make run.")
        self.folder.mkdir(parents=True, exist_ok=True)
        self.scratch = _empty_scratch(self.folder)
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [PYTHON, ROOT / "workbench" / "ministack_host.py"],
                env=self.environment(),
                cwd=self.folder,
                stdin=subprocess.PIPE,  # never written to: its end tells of ours
                stdout=log,
                stderr=subprocess.STDOUT,
                pass_fds=(self.lock,),
                start_new_session=True,  # Ctrl-C is ours to handle: it stops last
            )
        (self.folder / "pid").write_text(str(self.process.pid))

    async def ready(self) -> None:
        """Return when it answers."""
        deadline = time.monotonic() + PATIENCE
        async with aiohttp.ClientSession() as http:
            while time.monotonic() < deadline:
                self.check()
                try:
                    async with http.get(f"http://{HOST}:{self.port}/_ministack/health"):
                        return
                except aiohttp.ClientConnectionError:
                    await asyncio.sleep(0.05)
        raise EmulatorError(f"The local AWS did not answer in {PATIENCE:.0f} s: see {self.log}.")

    async def lives(self) -> None:
        """Wait for ever, or until it stops by itself: then raise an EmulatorError."""
        while True:
            self.check()
            await asyncio.sleep(0.5)

    def check(self) -> None:
        """Raise an EmulatorError if the process is gone."""
        if self.process and self.process.poll() is not None:
            last = self.log.read_text(errors="replace").splitlines()[-15:]
            raise EmulatorError("The local AWS stopped by itself:\n" + "\n".join(last))

    def stop(self) -> None:
        """Stop it; it saves its state first."""
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            if self.process.stdin:
                self.process.stdin.close()
            self.process = None
        shutil.rmtree(self.scratch, ignore_errors=True)

    def environment(self) -> dict[str, str]:
        """What the functions see too, as MiniStack hands its environment on to them."""
        return without_account({"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"}) | {
            "HOME": str(self.scratch),
            "TMPDIR": str(self.scratch),
            "BIND_HOST": HOST,
            "MINISTACK_HOST": HOST,
            "GATEWAY_PORT": str(self.port),
            "PERSIST_STATE": "1",
            "STATE_DIR": str(self.folder),
            "LAMBDA_EXECUTOR": "local",
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            # No Docker here: without this, MiniStack would look for one.
            "DOCKER_HOST": f"unix://{self.scratch}/none",
        }


def _empty_scratch(folder: Path) -> Path:
    """Make the folder in which functions are unpacked, without what a killed run left there.

    Every function is unpacked anew after every save, thousands of small files each time: on many
    a disk that takes seconds, in memory none.
    """
    name = f"after-bedtime-{os.getuid()}-{hashlib.sha256(bytes(folder)).hexdigest()[:12]}"
    for scratch in (MEMORY / name, folder / "scratch"):
        shutil.rmtree(scratch, ignore_errors=True)
    scratch = MEMORY / name if _fits_in_memory() else folder / "scratch"
    scratch.mkdir(mode=0o700)
    return scratch


def _fits_in_memory() -> bool:
    if not os.access(MEMORY, os.W_OK):
        return False
    at = os.statvfs(MEMORY)
    # Containers often let nothing be executed there, and libraries count as executed.
    return at.f_bavail * at.f_frsize > ROOM and not at.f_flag & os.ST_NOEXEC
