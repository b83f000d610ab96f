"""The dead-letter queue on SQS: looked through without taking anything out of it.

SQS cannot show a message without hiding it from others for a while. So each that we look at is
shown again afterwards, also after Ctrl-C; and if even that fails, SQS does it after that while.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError

from workbench.operating.letters import Letter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

AT_ONCE = 10  # messages in one call, SQS's most
A_WHILE = 60  # seconds that letters are hidden, and two more for each call it takes to see them
LONGEST = 43_200  # SQS's
PATIENCE = 2  # answers without a new letter, while SQS counts more: that count is approximate
COUNT, HIDDEN = "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"


class DeadQueue:
    """The letters of one stage. All is done within `opened`."""

    def __init__(self, client: Any, dead_url: str, send_url: str, wait: int = 1) -> None:
        """`wait`: seconds for the next letters. Any wait makes SQS ask all of its servers."""
        self._client = client
        self._wait = wait
        self._dead = dead_url
        self._send = send_url
        self._in_hand: dict[str, Letter] = {}
        self.hidden = 0  # letters that somebody else was looking at when we began

    @contextmanager
    def opened(self, seen: Callable[[int], object] = lambda _: None) -> Iterator[list[Letter]]:
        """All letters, oldest first. `seen` is told how many there are so far."""
        try:
            self._take(seen)
            yield sorted(self._in_hand.values(), key=lambda one: one.queued_at)
        finally:
            self._give_back()

    def replay(self, letters: Sequence[Letter]) -> list[Letter]:
        """Put at most ten on the send queue again, then remove them. Returns those it took.

        A crash in between leaves a letter whose message is queued: whichever copy comes second
        finds the claim of the first.
        """
        bodies = [{"Id": str(n), "MessageBody": one.body} for n, one in enumerate(letters)]
        answer = self._client.send_message_batch(QueueUrl=self._send, Entries=bodies)
        queued = [letters[int(one["Id"])] for one in answer.get("Successful", ())]
        self.remove(queued)
        return queued

    def remove(self, letters: Sequence[Letter]) -> list[Letter]:
        """Take at most ten out of the queue for good. Returns those that are out."""
        if not letters:
            return []
        entries = [{"Id": str(n), "ReceiptHandle": one.handle} for n, one in enumerate(letters)]
        answer = self._client.delete_message_batch(QueueUrl=self._dead, Entries=entries)
        removed = [letters[int(one["Id"])] for one in answer.get("Successful", ())]
        for one in removed:
            del self._in_hand[one.id]
        return removed

    def _take(self, seen: Callable[[int], object]) -> None:
        counts = self._counts()
        self.hidden = counts[HIDDEN]
        a_while = min(A_WHILE + 2 * (counts[COUNT] // AT_ONCE), LONGEST)
        nothing_new = known = 0
        while not nothing_new or (known < counts[COUNT] and nothing_new < PATIENCE):
            for message in self._received(a_while):
                letter = _letter(message)
                self._in_hand[letter.id] = letter
            nothing_new = nothing_new + 1 if len(self._in_hand) == known else 0
            known = len(self._in_hand)
            seen(known)

    def _received(self, a_while: int) -> list[dict[str, Any]]:
        answer = self._client.receive_message(
            QueueUrl=self._dead,
            MaxNumberOfMessages=AT_ONCE,
            VisibilityTimeout=a_while,
            WaitTimeSeconds=self._wait,
            MessageSystemAttributeNames=["SentTimestamp"],
            MessageAttributeNames=["reason"],
        )
        return list(answer.get("Messages", ()))

    def _counts(self) -> dict[str, int]:
        names = [COUNT, HIDDEN]
        answer = self._client.get_queue_attributes(QueueUrl=self._dead, AttributeNames=names)
        return {name: int(answer["Attributes"][name]) for name in names}

    def _give_back(self) -> None:
        """Show to others what is still in hand."""
        left = [one.handle for one in self._in_hand.values()]
        self._in_hand = {}
        with suppress(BotoCoreError, ClientError):  # then SQS shows them by itself in a while
            for first in range(0, len(left), AT_ONCE):
                now = [
                    {"Id": str(n), "ReceiptHandle": handle, "VisibilityTimeout": 0}
                    for n, handle in enumerate(left[first : first + AT_ONCE])
                ]
                self._client.change_message_visibility_batch(QueueUrl=self._dead, Entries=now)


def _letter(message: Mapping[str, Any]) -> Letter:
    reason = message.get("MessageAttributes", {}).get("reason", {}).get("StringValue")
    milliseconds = int(message["Attributes"]["SentTimestamp"])
    queued_at = datetime.fromtimestamp(milliseconds / 1000, UTC)
    return Letter(
        message["MessageId"], message["ReceiptHandle"], message["Body"], reason, queued_at
    )
