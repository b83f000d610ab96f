"""From the name of a stage to its dead letters: on this machine, or in one's AWS account."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click
from botocore.exceptions import ClientError

from workbench.operating.dead_queue import DeadQueue
from workbench.operating.options import on_a_stage
from workbench.operating.place import Place
from workbench.operating.refusals import DENIED, UnreachableError
from workbench.operating.way import Way

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NONE_THERE = "AWS.SimpleQueueService.NonExistentQueue"


@dataclass(frozen=True, slots=True)
class PlaceWithLetters(Place):
    """One stage, as a command sees it that looks at its dead letters, too."""

    letters: DeadQueue


def on_the_letters(command: Callable[..., None]) -> Callable[..., None]:
    """A command that looks at one stage (options.on_a_stage) and at its dead `letters`."""

    @on_a_stage
    @wraps(command)
    def found(place: Place, **rest: Any) -> None:
        with explained():
            command(place=place, letters=_letters_of(place), **rest)

    return found


def _letters_of(place: Place) -> DeadQueue:
    if isinstance(place, PlaceWithLetters):
        return place.letters
    said = click.get_current_context().params
    return reach_letters(said["stage"], said["port"])


def reach_letters(stage: str, port: int) -> DeadQueue:
    """The stage's two queues, known to be there. Raises UnreachableError."""
    way = Way.to(stage, port)
    client = way.client("sqs")
    send = f"after-bedtime-{stage}-send"
    return DeadQueue(client, queue_url(client, f"{send}-dead", way), queue_url(client, send, way))


def queue_url(client: Any, name: str, way: Way) -> str:
    try:
        return str(client.get_queue_url(QueueName=name)["QueueUrl"])
    except client.exceptions.QueueDoesNotExist:
        raise UnreachableError(
            f"There is no queue {name} in {client.meta.region_name}. Deploy the stage "
            f"{way.stage} first. {way.look}"
        ) from None


@contextmanager
def explained() -> Iterator[None]:
    """Tell which rights are needed here; whatever else AWS says is told by refusals.explained."""
    try:
        yield
    except ClientError as error:
        said = error.response["Error"]
        if said["Code"] not in DENIED:
            raise
        raise UnreachableError(
            f"AWS refuses: {said.get('Message') or said['Code']} ({said['Code']}). This command "
            "needs to receive, delete and show again the messages of the dead-letter queue, to "
            "send to the send queue, to read the table, and for `drop` to write to it."
        ) from None
