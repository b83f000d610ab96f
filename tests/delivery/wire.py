"""Providers on real sockets: the workbench's, one that hangs up, and one that is not there."""

from __future__ import annotations

import asyncio
import socket
from contextlib import ExitStack, asynccontextmanager, closing, contextmanager
from typing import TYPE_CHECKING

from chalicelib.delivery.model import Envelope, LedgerKey, Message, SendError
from tests.delivery.evenings import EMAIL, PHONE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from chalicelib.delivery.model import Sender

KEY = LedgerKey("COUPLE#00000001", "DELIVERY#a#2026-11-23#small")
TEXT = Message("sms", PHONE.address, "After Bedtime: notice one thing")
LETTER = Message(
    "email", EMAIL.address, "Plain caf\u00e9 words", "Tonight \u2615", "<p>Bright words</p>"
)


def envelope(message: Message, seconds_left: int = 2700) -> Envelope:
    return Envelope(message, KEY, "attempt-1", seconds_left)


async def refusal(sender: Sender, sent: Envelope) -> SendError:
    """The error that sending raises."""
    try:
        provider_id = await asyncio.to_thread(sender.send, sent)
    except SendError as error:
        return error
    raise AssertionError(f"it was taken: {provider_id}")


def nobody() -> str:
    """An address on this machine where nobody listens."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}"


@contextmanager
def deaf() -> Iterator[str]:
    """An address where nobody picks up, and one more caller than can wait is waiting."""
    with socket.socket() as listener, ExitStack() as callers:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(2):
            caller = callers.enter_context(socket.socket())
            caller.setblocking(False)
            caller.connect_ex(listener.getsockname())
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


@asynccontextmanager
async def answering(raw: bytes, heard: list[bytes] | None = None) -> AsyncIterator[str]:
    """A server that reads a request, answers these very bytes and hangs up.

    What it `heard` is kept: the beginning of each request.
    """

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.read(4096)
        if heard is not None:
            heard.append(request)
        writer.write(raw)
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


CUT_OFF = b'HTTP/1.1 201 Created\r\nContent-Length: 900\r\n\r\n{"sid": "SM'


def saying(status: str, words: str, connection: str = "close") -> bytes:
    """A whole answer, as a proxy in between would give it."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(words)}\r\n"
    return f"{head}Connection: {connection}\r\n\r\n{words}".encode()


def not_verified() -> bytes:
    """How SES refuses a sender, or in the sandbox a reader: by their addresses."""
    words = (
        '{"message": "Email address is not verified. The following identities failed the check in '
        f'region US-EAST-1: {EMAIL.address}"}}'
    )
    kind = "Content-Type: application/json\r\nx-amzn-ErrorType: MessageRejected\r\n"
    return saying("400 Bad Request", words).replace(b"Content-Type: text/html\r\n", kind.encode())


BAD_GATEWAY = saying("502 Bad Gateway", "<p>Sorry.</p>")
