"""What somebody texts, so that every answer of ours is given once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.couples.model import Partner
    from workbench.preview.couple import Reader

THANKS = "He made soup when I had the flu"
QUESTION = "Is he home yet?"
DANGER = "I am afraid of him"
DOUBTFUL = "I think we are done with this"
STRANGER = "+12025550198"
BETWEEN = timedelta(minutes=2)  # sixty an hour are answered
MENUS = 6  # one more than a day has
A_DAYS_RELAYS = 3
MONDAY, TUESDAY, SUNDAY = 0, 1, 6
TEN, TWO, SIX, SEVEN, NINE = 10, 14, 18, 19, 21  # hours


def alone(reader: Reader) -> None:
    """Before the partner has joined."""
    _texts(reader, "ok", "short", "later", "jar", THANKS, "0", "start", "help", DANGER)
    for words in ("hello?", "stop", "start"):
        _text(reader, words, STRANGER)
    with reader.scene("after \u201cmenu\u201d, again and again"):
        for _ in range(MENUS):
            reader.texts("menu")
    with reader.scene("asking to change addresses", "unlocking"):
        reader.ask_to_unlock()
        reader.live(timedelta(days=1))
    _texts(reader, "0")


def two(reader: Reader) -> None:
    """Once there are two. It ends on a Monday morning."""
    _jar(reader)
    _own(reader)
    _small_notes(reader)
    _date(reader)
    _meeting(reader)
    reader.live_to(MONDAY, TEN)


def _jar(reader: Reader) -> None:
    _texts(reader, THANKS, "2", "1", "0", THANKS, "yes", "no", "jar", "0")
    _texts(reader, QUESTION, "1", "2", "1", "0", QUESTION, "0", "7")
    _text(reader, "", media="image/jpeg")
    for _ in range(A_DAYS_RELAYS):
        _texts(reader, THANKS, "1", "0")
    _texts(reader, THANKS)
    reader.be_read_out()
    with reader.scene("after \u201c0\u201d, once it was read out"):
        reader.texts("0")


def _own(reader: Reader) -> None:
    """Their own settings."""
    before = reader.couple.a
    _texts(reader, "less", "less", "less", *["more"] * 7)
    reader.edit(lambda one: replace(one, small=replace(one.small, on=False)))
    with reader.scene("after \u201cless\u201d, with none"):
        reader.texts("less")
    reader.edit(lambda one: replace(one, small=before.small))
    _texts(reader, "pause", "0", "pause until friday", "away", "back", "back", "sick", "0")


def _small_notes(reader: Reader) -> None:
    """A note at six, three days running."""
    before = reader.couple.a

    def at_six(one: Partner) -> Partner:
        return replace(one, small=replace(one.small, days=(0, 1, 2), time=f"{SIX}:00"))

    reader.edit(at_six)
    reader.live_to(MONDAY, SIX)
    _texts(reader, "skip", "later")
    reader.live_to(MONDAY, NINE)
    _texts(reader, "later")
    reader.live_to(TUESDAY, SEVEN)
    _texts(reader, "later")
    reader.edit(lambda one: replace(one, small=before.small))


def _date(reader: Reader) -> None:
    """An early bed; then a pick, taken back; then what the other one picked."""
    reader.live_to_a_date()
    _texts(reader, "saturday", "yes", "0", "1", "0")
    reader.live_to_a_date()
    reader.partner_picks(reader.local.date(), reader.world.library.items("date_night")[0].id)
    reader.world.work()
    _texts(reader, "1")


def _meeting(reader: Reader) -> None:
    """On a Sunday, after its agenda."""
    reader.live_to(SUNDAY, TWO)
    _texts(reader, "yes", "no", "today 11 am", "friday", "8:45", "0", "short", "0", "skip", "0")


def at_the_end(reader: Reader) -> None:
    _texts(reader, "stop", "start", DOUBTFUL, "start", "Sorry, wrong number", "start")
    for words in (THANKS, "stop"):
        with reader.scene(f"after \u201c{words}\u201d, while our store is down"):
            reader.texts(words, down=True)


def _texts(reader: Reader, *several: str) -> None:
    for words in several:
        _text(reader, words)


def _text(reader: Reader, words: str, sender: str = "", media: str = "") -> None:
    reader.live(BETWEEN)
    with reader.scene(f"after \u201c{words}\u201d" if words else "after a picture"):
        if sender:
            reader.world.notebook.readers.add(sender)
        reader.texts(words, sender, media)
