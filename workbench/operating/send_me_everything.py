"""The command: python -m workbench send-me-everything."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import click

from chalicelib.content.sms_text import segments
from chalicelib.delivery.model import Envelope, LedgerKey, SendError
from chalicelib.delivery.tap import Tap
from workbench.operating.columns import count
from workbench.operating.options import on_a_stage, show
from workbench.operating.post import PlaceWithPost, Post, reach_post
from workbench.operating.samples import SampleError, reader, samples
from workbench.simulate.figures import CARRIER_DOLLARS, SEGMENT_DOLLARS
from workbench.stages.settings import LOCAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.couples.model import Channel
    from chalicelib.delivery.model import Message
    from workbench.operating.place import Place

SHORTEST_PAUSE = 0.25  # seconds; the pretend providers of one machine allow more than it can do
AN_HOUR = 3600  # seconds that a provider may keep trying
WHAT = {"email": "email", "sms": "text"}


@click.command("send-me-everything")
@click.argument("address")
@click.option("--discreet", is_flag=True, help="As they come with neutral first lines.")
@click.option("--yes", is_flag=True, help="Do not ask, on a stage that is not local.")
@on_a_stage
def send_me_everything(
    place: Place, address: str, discreet: bool, yes: bool, as_json: bool
) -> None:
    """Send one of each message to ADDRESS, which is your own.

    An email address gets every email, a number every text. They leave by the stage's own SES or
    Twilio, and are those of an invented couple: their links open nothing. On a stage that is not
    local, ADDRESS is confirmed there or its contact email.
    """
    post = _post_of(place)
    contact, owner = reader(place, post.settings, address)
    messages = samples(contact, owner, post.settings, discreet=discreet)
    costs = cost(messages)
    if not as_json:
        click.echo(costs)
    if place.stage != LOCAL and not yes:
        click.confirm(f"Send them to {contact.address} on the stage {place.stage}?", abort=True)
    send(messages, place, post)
    if as_json:
        show({"sent": len(messages), "segments": _segments(messages)})
    else:
        click.echo(f"Sent to {contact.address}.")


def cost(messages: Sequence[Message]) -> str:
    """How many there are, and of texts what they cost."""
    channel: Channel = messages[0].channel
    said = count(len(messages), WHAT[channel])
    if channel == "email":
        return f"{said}."
    parts = _segments(messages)
    low, high = (parts * (SEGMENT_DOLLARS + fee) for fee in CARRIER_DOLLARS)
    return f"{said}, {count(parts, 'segment')}: ${low:.2f} to ${high:.2f} at US list prices."


def send(messages: Sequence[Message], place: Place, post: Post) -> None:
    """One after the other, at half the pace of the account: people's own come first.

    Raises SampleError, saying how many had gone; never tries anything twice.
    """
    sms = post.settings.sms
    tap = Tap(place.table, sms.segments_a_day, sms.segments_a_month) if sms else None
    for number, message in enumerate(messages):
        if number:
            post.pause(max(2 / post.a_second[message.channel], SHORTEST_PAUSE))
        if message.channel == "sms" and tap and not tap.take(place.clock()):
            raise SampleError(f"The ceiling on texts is reached: {number} were sent.")
        attempt = secrets.token_hex(8)
        key = LedgerKey(f"SAMPLE#{attempt}", f"SAMPLE#{number}")
        try:
            post.senders[message.channel].send(Envelope(message, key, attempt, AN_HOUR))
        except SendError as error:
            raise SampleError(
                f"{number} of {len(messages)} were sent, then: {error.reason} ({error.code})."
            ) from error


def _post_of(place: Place) -> Post:
    if isinstance(place, PlaceWithPost):
        return place.post
    return reach_post(place, click.get_current_context().params["port"])


def _segments(messages: Sequence[Message]) -> int:
    return sum(segments(one.text) for one in messages if one.channel == "sms")
