"""One of each: a couple's first weeks by email and by text, so that every template has its say."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from chalicelib.couples.model import Contact
from workbench.preview.answers import alone as texts_alone
from workbench.preview.answers import at_the_end, two
from workbench.preview.cast import Cast
from workbench.preview.couple import Reader
from workbench.preview.notebook import Notebook, Shown
from workbench.preview.world import PreviewWorld

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.content.model import Item
    from chalicelib.couples.model import Channel, Partner
    from chalicelib.settings import Settings

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
A_QUARTER = 13  # weeks from the first check-in of the two to the look back
SECOND = {
    "email": Contact("sms", "+12025550145"),
    "sms": Contact("email", "alex.too@example.com"),
}
THANKS = (
    ("b", "You did bath time, both kids, and nobody asked you to."),
    ("a", "The soup was on the table when I came in."),
)
HEART = "You brought me tea in bed \u2764\ufe0f"
TOPIC = "Whose turn is it to call school about the trip?"


def one_of_each(settings: Settings, cast: Cast | None = None) -> list[Shown]:
    """Every message of every channel that is switched on, in the order in which they came."""
    shown: list[Shown] = []
    channels: tuple[Channel, ...] = ("email", "sms")
    for channel in channels:
        if channel in settings.channels:
            shown += by(channel, settings, cast or Cast())
    return shown


def by(channel: Channel, settings: Settings, cast: Cast) -> list[Shown]:
    """The whole story by one channel; a second address of theirs is on the other, if that is on."""
    notebook = Notebook()
    reader = Reader(PreviewWorld(settings, notebook), channel, cast)
    _arrive(reader)
    _be_alone(reader)
    _become_two(reader)
    _have_weeks(reader)
    _hear_at_once(reader)
    _go_out(reader)
    _move(reader)
    if channel == "sms":
        at_the_end(reader)
    return notebook.shown


def _arrive(reader: Reader) -> None:
    with reader.scene("signing up"):
        reader.sign_up()
    with reader.scene("asking for a link"):
        reader.ask_for_link()
    other = SECOND[reader.channel]
    if other.channel in reader.world.settings.channels:  # else nobody is asked for one
        with reader.scene("adding an address"):
            reader.add(other)

    def nothing(one: Partner) -> Partner:
        small, check_in = replace(one.small, on=False), replace(one.check_in, on=False)
        return replace(one, small=small, check_in=check_in)

    before = reader.couple.a
    reader.edit(nothing)
    with reader.scene("nothing wanted yet"):
        reader.be_told("welcome")
    reader.edit(lambda _: before)


def _be_alone(reader: Reader) -> None:
    if reader.channel == "sms":
        texts_alone(reader)
    with reader.scene("alone"):
        reader.live(A_WEEK)


def _become_two(reader: Reader) -> None:
    with reader.scene("the partner joins"):
        reader.be_joined()
    reader.admit()


def _have_weeks(reader: Reader) -> None:
    began = reader.world.clock()
    with reader.scene("two, an empty jar"):
        reader.live(2 * A_WEEK)
    if reader.channel == "sms":
        two(reader)
    for author, words in THANKS:
        reader.write("a" if author == "a" else "b", words)
    if reader.channel == "email":
        with reader.scene("after an email of theirs"):
            reader.writes_back(THANKS[0][1])
    with reader.scene("two, thank-yous in the jar", "check_in"):
        reader.live(A_WEEK)
    reader.park("b", TOPIC)
    reader.meet_for(45)
    with reader.scene("two, 45 minutes, a parked topic", "check_in"):
        reader.live(A_WEEK)
    reader.meet_for(30)
    reader.edit(lambda one: replace(one, small=replace(one.small, on=False)))  # nothing new
    reader.world.until(began + A_QUARTER * A_WEEK)
    reader.edit(lambda one: replace(one, small=replace(one.small, on=True)))
    with reader.scene("two, a look back after a quarter", "check_in"):
        reader.live(A_WEEK)


def _hear_at_once(reader: Reader) -> None:
    """A text that cannot hold the words brings the page that shows them."""
    reader.edit(lambda one: replace(one, relays=True))
    for name, words in (("a line", THANKS[0][1]), ("what no text can hold", HEART)):
        with reader.scene(f"the partner passes on {name}", "relay"):
            reader.partner_passes_on(words)
            reader.live(A_DAY)
    reader.edit(lambda one: replace(one, relays=False))
    reader.live(5 * A_DAY)


def _go_out(reader: Reader) -> None:
    """The partner picks a date at home, with a plan, then one with questions; and not at all."""
    items = reader.world.library.items("date_night")
    for name, item in _kinds_of(items):
        day = reader.local.date()
        with reader.scene(f"the partner picks a date, {name}"):
            reader.partner_picks(day, item.id)
        reader.live(A_DAY)
        with reader.scene("the partner takes it back"):
            reader.partner_picks(day, "")
        reader.live(A_WEEK - A_DAY)


def _kinds_of(items: Sequence[Item]) -> list[tuple[str, Item]]:
    with_plan, asking = [one for one in items if one.plan], [one for one in items if one.questions]
    return [
        ("a short plan", min(with_plan, key=lambda one: len(one.plan))),
        ("a long plan", max(with_plan, key=lambda one: len(one.plan))),
        ("questions", max(asking, key=lambda one: len("".join(one.questions)))),
    ]


def _move(reader: Reader) -> None:
    """On a Sunday, after its agenda went out."""
    world = reader.world
    reader.live(timedelta(hours=(6 - reader.local.weekday()) * 24 + 4))
    tomorrow = (reader.local + A_DAY).date()
    with reader.scene("the meeting moves"):
        world.moving.to(reader.couple_id, tomorrow, "20:45", world.clock())
    with reader.scene("the meeting is called off"):
        world.moving.cancel(reader.couple_id, world.clock())
