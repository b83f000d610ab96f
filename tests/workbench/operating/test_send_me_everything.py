"""send-me-everything: one of each, by the stage's own senders, to nobody who has not agreed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from chalicelib.content.sms_text import segments
from chalicelib.control import Control
from chalicelib.couples.contacts import Consent
from chalicelib.couples.model import Contact
from chalicelib.delivery.model import SendError
from tests.pages.visitor import Visitor
from tests.workbench.operating.asking import MemoryScan, Said
from tests.world import World
from workbench.__main__ import main
from workbench.operating.post import PlaceWithPost, Post
from workbench.operating.samples import samples
from workbench.operating.send_me_everything import cost, send

if TYPE_CHECKING:
    from chalicelib.couples.model import Channel

EMAIL, PHONE = Contact("email", "alex@example.com"), Contact("sms", "+12025550143")
CONTACT_EMAIL = "hello@example.org"  # the operator's, in the settings


@dataclass
class Pauses:
    seconds: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def place(
    world: World, stage: str = "prod", a_second: float = 100.0, pauses: Pauses | None = None
) -> PlaceWithPost:
    rates: dict[Channel, float] = {"email": a_second, "sms": a_second}
    post = Post(world.settings, world.senders, rates, pauses or Pauses())
    return PlaceWithPost(stage, "t", world.table, MemoryScan(world.memory), world.clock, post)


def ask(world: World, *words: str, stage: str = "prod", stdin: str = "") -> Said:
    ran = CliRunner().invoke(
        main, ["send-me-everything", *words], obj=place(world, stage), input=stdin
    )
    if ran.exception and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    return Said(ran.exit_code, ran.stdout, ran.stderr)


def with_couple() -> World:
    world = World()
    world.couple(EMAIL, PHONE)
    return world


def test_an_email_gets_every_email_each_marked_as_a_sample() -> None:
    world = with_couple()
    said = ask(world, EMAIL.address, "--yes")
    sent = [one.message for one in world.email.sent]
    number = len(sent)
    assert (said.code, f"{number} emails." in said.out) == (0, True)
    assert number > 20
    assert {one.to for one in sent} == {EMAIL.address}
    marks = [one.subject.partition("] ")[0] for one in sent]
    assert marks == [f"[sample {place} of {number}" for place in range(1, number + 1)]
    assert world.sms.sent == []


def test_a_stage_without_texts_or_a_domain_sends_what_it_sends() -> None:
    """As in step 5 of docs/operating.md: API Gateway's own address would fit no text."""
    address = "https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/api"
    world = World(CHANNELS="email", PUBLIC_URL=address)
    assert ask(world, CONTACT_EMAIL, "--yes").code == 0
    number = len(world.email.sent)
    assert world.email.sent[-1].message.subject.startswith(f"[sample {number} of {number}]")
    assert (number > 20, world.sms.sent) == (True, [])


def test_a_number_gets_every_text_and_hears_what_they_cost() -> None:
    world = with_couple()
    said = ask(world, "(202) 555-0143", "--yes")
    sent = [one.message for one in world.sms.sent]
    parts = sum(segments(one.text) for one in sent)
    assert f"{len(sent)} texts, {parts} segments: $" in said.out
    assert {one.to for one in sent} == {PHONE.address}
    assert not [one for one in sent if "[sample" in one.text]
    assert world.email.sent == []


def test_it_asks_first_unless_the_stage_is_this_machine() -> None:
    world = with_couple()
    assert ask(world, EMAIL.address, stdin="n\n").code == 1
    assert world.email.sent == []
    assert ask(world, EMAIL.address, stdin="y\n").code == 0
    before = len(world.email.sent)
    assert ask(World(), "anybody@example.net", stage="local").code == 0
    assert before > 0


@pytest.mark.parametrize("typed", ["anybody@example.net", "+12025550188"])
def test_whoever_has_not_agreed_gets_nothing(typed: str) -> None:
    world = with_couple()
    said = ask(world, typed, "--yes")
    assert (said.code, "we write to nobody who has not agreed" in said.err) == (1, True)
    assert [*world.email.sent, *world.sms.sent] == []


@pytest.mark.parametrize("stage", ["prod", "local"])
def test_whoever_has_left_gets_nothing_even_on_this_machine(stage: str) -> None:
    world = with_couple()
    consent = Consent(partner="a", channel="sms", act="text: stop", granted=False)
    world.contacts.stop(PHONE.address, consent, world.clock(), "nonce")
    assert ask(world, PHONE.address, "--yes", stage=stage).code == 1
    assert world.sms.sent == []


def test_the_operators_own_address_may_have_them() -> None:
    world = World()
    assert ask(world, CONTACT_EMAIL.upper(), "--yes").code == 0
    assert world.email.sent
    headers = {name for one in world.email.sent for name in one.message.headers}
    assert not {name for name in headers if name.startswith("List-")}  # nothing to leave


def test_nothing_is_sent_while_everything_is_held() -> None:
    world = with_couple()
    Control(world.table).hold("a wrong word", world.clock())
    said = ask(world, EMAIL.address, "--yes")
    assert (said.code, "on hold (a wrong word)" in said.err) == (1, True)
    assert "python -m workbench resume --stage prod --table t" in said.err
    assert world.email.sent == []


def test_what_is_no_address_is_said() -> None:
    assert "'hello' is no address" in ask(World(), "hello", "--yes").err


def test_the_way_out_of_a_sample_is_the_readers_own() -> None:
    world = with_couple()
    ask(world, EMAIL.address, "--yes")
    message = world.email.sent[-3].message
    token = message.headers["List-Unsubscribe"].strip("<>")
    assert token in message.text
    assert token in message.html
    Visitor(world).post(token)
    owner = world.contacts.owner("email", EMAIL.address)
    assert owner is not None
    assert owner.state == "stopped"


def test_nothing_is_written_but_what_the_ceiling_counts() -> None:
    world = with_couple()
    before = {key for key in world.memory.items if key[1] != "HOLD"}
    ask(world, PHONE.address, "--yes")
    added = {pk for pk, sk in world.memory.items if (pk, sk) not in before and sk != "HOLD"}
    assert all(pk.startswith("LIMIT#segments#") for pk in added)


def test_they_are_paced_at_half_of_what_the_account_allows() -> None:
    world, pauses = World(), Pauses()
    messages = samples(PHONE, None, world.settings, discreet=False)
    there = place(world, a_second=4.0, pauses=pauses)
    send(messages, there, there.post)
    assert pauses.seconds == [0.5] * (len(messages) - 1)


def test_one_machine_is_not_overrun_however_much_its_pretend_providers_allow() -> None:
    world, pauses = World(), Pauses()
    there = place(world, "local", a_second=100.0, pauses=pauses)
    send(samples(EMAIL, None, world.settings, discreet=False)[:3], there, there.post)
    assert pauses.seconds == [0.25, 0.25]


def test_texts_stop_at_the_ceiling() -> None:
    world = World(SEGMENTS_A_DAY="5")
    said = ask(world, PHONE.address, stage="local")
    assert (said.code, len(world.sms.sent)) == (1, 5)
    assert "ceiling on texts is reached: 5 were sent" in said.err


def test_a_provider_that_refuses_ends_it_and_nothing_is_tried_twice() -> None:
    world = World()
    world.email.errors = [SendError("the account is paused", "permanent", code="SendingPaused")]
    said = ask(world, EMAIL.address, stage="local")
    assert (said.code, world.email.sent) == (1, [])
    assert "0 of" in said.err
    assert "the account is paused (SendingPaused)" in said.err


def test_a_second_segment_would_be_counted() -> None:
    message = samples(PHONE, None, World().settings, discreet=False)[0]
    assert cost([replace(message, text="a" * 161)]).startswith("1 text, 2 segments")
