"""The command: python -m workbench deadletters."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from chalicelib.control import Control
from workbench.operating import letting_go
from workbench.operating.columns import count
from workbench.operating.endings import GONE, UNREADABLE, YES
from workbench.operating.finding import finding, in_words
from workbench.operating.options import show
from workbench.operating.picking import looked_through, named
from workbench.operating.queues import on_the_letters
from workbench.operating.reading import progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.operating.dead_queue import DeadQueue
    from workbench.operating.letting_go import Dropped, Replayed
    from workbench.operating.place import Place


@click.group(invoke_without_command=True)
@on_the_letters
def deadletters(place: Place, letters: DeadQueue, as_json: bool) -> None:
    """List messages that failed for good, and replay or drop them.

    Each failed five times by our own fault. Of whom it was for, nothing is shown but the couple's
    id: no address, and no words.
    """
    _list(place, letters, as_json=as_json)


@deadletters.command("list")
@on_the_letters
def list_(place: Place, letters: DeadQueue, as_json: bool) -> None:
    """List them by what failed, and whether a replay is worth it.

    If not, it says why: "too late" (it would end as expired), "unreadable" (it would fail again),
    "gone" (the couple is), or the state that the ledger has it in already.
    """
    _list(place, letters, as_json=as_json)


@deadletters.command("show")
@click.argument("letter_id", metavar="ID")
@on_the_letters
def show_(place: Place, letters: DeadQueue, letter_id: str, as_json: bool) -> None:
    """Show one message as it is. The first characters of its ID will do."""
    with looked_through(letters) as taken:
        letter = named(taken, [letter_id])[0]
    one = finding(place, letter)
    if as_json:
        show({**one.as_json(), "message": one.message})
    else:
        click.echo(f"{in_words([one])}\n\n{json.dumps(one.message, indent=1)}")


@deadletters.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--all", "everything", is_flag=True, help="All that can be read.")
@on_the_letters
def replay(
    place: Place, letters: DeadQueue, ids: tuple[str, ...], everything: bool, as_json: bool
) -> None:
    """Queue messages again, once that is mended which made them fail.

    They are sent as any other: never twice, and never too late. What is too late ends as expired.
    What cannot be read stays where it is, also by its ID: it would fail again.
    """
    _must_say_which(ids, everything=everything)
    done = letting_go.replay(letters, ids)
    held = Control(place.table).held()
    if as_json:
        show({**done._asdict(), "held": held})
    else:
        _replayed(place, done, held=held)
    sys.exit(1 if done.not_taken or done.unreadable else 0)


@deadletters.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--all", "everything", is_flag=True, help="All there are.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@on_the_letters
def drop(
    place: Place,
    letters: DeadQueue,
    ids: tuple[str, ...],
    everything: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Remove messages for good. What each was about ends in the ledger as failed.

    What the ledger has already stays as it is.
    """
    _must_say_which(ids, everything=everything)
    with looked_through(letters) as taken:
        wanted = named(taken, ids) if ids else taken
    if wanted and not yes:  # nothing is kept from others while somebody thinks about it
        click.echo(in_words([finding(place, one) for one in wanted]), err=True)
        click.confirm(f"Drop {count(len(wanted), 'message')} for good?", abort=True, err=True)
    done = letting_go.drop(place, letters, {one.id for one in wanted})
    if as_json:
        show(done._asdict())
    else:
        _dropped(done)
    sys.exit(1 if done.left else 0)


def _must_say_which(ids: Sequence[str], *, everything: bool) -> None:
    if bool(ids) == everything:
        raise click.UsageError("Say either which (several, if you like) or --all.")


def _list(place: Place, letters: DeadQueue, *, as_json: bool) -> None:
    with looked_through(letters) as taken:
        pass  # others see them again before the table is read
    with progress(taken, "Looking at each") as each:
        found = [finding(place, letter) for letter in each]
    if as_json:
        show({"letters": [one.as_json() for one in found], "hidden": letters.hidden})
        return
    if found:
        click.echo(f"{in_words(found)}\n")
    worth = sum(one.worth == YES for one in found)
    click.echo(f"{count(len(found), 'dead letter')}, {worth:,} worth a replay.")
    if letters.hidden:
        click.echo(
            f"Hidden besides: {letters.hidden:,}. Somebody looks at them just now, or was cut off "
            "while they did. Look again in some minutes."
        )


def _replayed(place: Place, done: Replayed, *, held: bool) -> None:
    click.echo(f"{count(done.queued, 'message')} queued again.")
    if held and done.queued:
        click.echo(f"The stage {place.stage} is on hold: they wait for {place.command('resume')}")
    if done.not_taken:
        click.echo(f"Not taken by SQS, so still here: {done.not_taken:,}. Run it again.")
    if done.unreadable:
        click.echo(
            f"Unreadable, so still here: {done.unreadable:,}. Drop them; or deploy what reads "
            "them, and replay them from that checkout."
        )


def _dropped(done: Dropped) -> None:
    click.echo(f"{count(done.gone, 'message')} dropped.")
    listed = {state: n for state, n in done.states.most_common() if state not in (GONE, UNREADABLE)}
    if listed:
        click.echo(f"In the ledger: {', '.join(f'{n:,} {state}' for state, n in listed.items())}.")
    if unlisted := done.states.total() - sum(listed.values()):
        click.echo(f"Unreadable, or of couples that are gone, so listed nowhere: {unlisted:,}.")
    if done.left:
        click.echo(f"Not removed, so still here: {done.left:,}. Run it again.")
