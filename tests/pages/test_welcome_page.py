"""After the tap: a few taps of which none is needed, what will come, and the first question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from chalicelib import keys
from chalicelib.pages.wording import EMAIL_TOO, EMAIL_TOO_VERSION, SMS_VERSION
from tests.pages.stories import (
    ALEX,
    ALEX_PHONE,
    SAM,
    back,
    invited,
    joined,
    reopened,
    signed_up,
)
from tests.pages.visitor import newest_link
from tests.world import World, links_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.pages.visitor import Page, Visitor
    from tests.read_html import Element

THANKS = "Sam did all of bedtime and let me sleep"


def send(person: Visitor, **fields: Any) -> Page:
    csrf = person.get("/welcome").hidden("csrf")
    return person.post("/welcome", csrf=csrf, **fields)


class Counted:
    """How often the table is read from now on."""

    def __init__(self, world: World) -> None:
        self.reads = 0
        for name in ("get", "query"):
            setattr(world.memory, name, self._counting(getattr(world.memory, name)))

    def _counting(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def read(*args: Any, **more: Any) -> Any:
            self.reads += 1
            return real(*args, **more)

        return read


def jar(world: World) -> list[tuple[str, str]]:
    found = [one for (_, sk), one in world.memory.items.items() if sk.startswith(keys.APPRECIATION)]
    return [(one["text"], one["state"]) for one in found]


def buttons(page: Page) -> list[Element]:
    return [one for one in page.document.all("a", "button") if one.words.strip()]


def test_it_is_shown_once_to_who_has_just_arrived_and_to_nobody_else() -> None:
    world = World()
    alex = signed_up(world)
    assert "You are in, Alex" in alex.get("/welcome").words
    assert "welcome" not in alex.get("/me").body
    assert back(world).get("/welcome").goes_to == "/me"
    alex.cookie = ""
    assert alex.get("/welcome").goes_to == "/link"


def test_skipping_is_as_easy_as_saving_and_changes_nothing() -> None:
    world = World()
    alex = signed_up(world)
    before = world.everything()
    page = alex.get("/welcome")
    skip = next(one for one in buttons(page) if one.words.startswith("Skip, "))
    assert (skip.get("href"), skip.get("class")) == ("/me", "button quiet")
    assert alex.get("/me").status == 200
    assert world.everything() == before


def test_saving_nothing_is_fine() -> None:
    world = World()
    alex = signed_up(world)
    before = world.everything()
    assert send(alex).goes_to == "/welcome?said=saved"
    assert world.everything() == before


def test_what_is_tapped_is_what_comes() -> None:
    alex = signed_up(World())
    assert ("Mon 23 Nov, 8:15 pm", "by email") in [one[:2] for one in alex.get("/welcome").coming()]
    done = send(alex, stage="toddler", kids_down="19:30")
    page = alex.get(done.goes_to)
    assert "Saved" in page.words
    assert page.coming()[0][0] == "Mon 23 Nov, 7:45 pm"
    assert page.coming() == alex.get("/me").coming()
    own = alex.get("/me").document
    assert "checked" in own.by_id("stages-toddler").attrs
    assert own.by_id("kids_down").get("value") == "19:30"


def test_the_preview_is_exactly_what_comes_in_two_weeks() -> None:
    world = World()
    alex = signed_up(world)
    said = alex.get("/welcome").coming()
    before = len(world.email.sent)
    world.until(world.clock().replace(month=12, day=6, hour=23))
    assert len(said) == len(world.email.sent) - before == 8


@pytest.mark.parametrize(("have", "wants"), [(ALEX, ALEX_PHONE), (ALEX_PHONE, ALEX)])
def test_the_other_channel_is_asked_to_confirm_itself(have: str, wants: str) -> None:
    world = World()
    alex = signed_up(world, have)
    done = send(alex, address=wants, sms_consent="on")
    assert done.goes_to == "/welcome?said=asked"
    assert wants not in alex.get("/me").body
    alex.post(newest_link(world, "confirm"))
    assert f"{wants} on" in alex.get("/me").words
    consents = [one for (_, sk), one in world.memory.items.items() if sk.startswith(keys.CONSENT)]
    newest = consents[-1]
    assert newest["page"] == "/welcome"
    assert newest["text_version"] == (EMAIL_TOO_VERSION if wants == ALEX else SMS_VERSION)
    assert newest["words"] in ([EMAIL_TOO] if wants == ALEX else [newest["words"]])


def test_texts_need_their_tick_and_nothing_typed_is_lost() -> None:
    world = World()
    alex = signed_up(world)
    typed = {"address": ALEX_PHONE, "stage": "school", "kids_down": "21:00", "words": THANKS}
    before = world.everything()
    page = send(alex, **typed)
    assert page.errors().keys() == {"sms_consent"}
    assert page.value("address") == ALEX_PHONE
    assert page.document.by_id("words").words == THANKS
    for id_ in ("stage-school", "kids_down-2100"):
        assert "checked" in page.document.by_id(id_).attrs
    assert (world.everything(), world.queue.bodies) == (before, [])


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"stage": "grown"}, "stage"),
        ({"kids_down": "late"}, "kids_down"),
        ({"address": "12"}, "address"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(wrong: dict[str, str], field: str) -> None:
    assert send(signed_up(World()), **wrong).errors().keys() == {field}


def test_the_answer_comes_back_as_words_to_forward() -> None:
    world = World()
    page = send(signed_up(world), words=f"  {THANKS}\r\n")
    assert jar(world) == [(THANKS, "kept")]
    message = f"Something I was glad of today: {THANKS}"
    assert message in page.words
    ways = [one.get("href") for one in buttons(page) if "body=" in one.get("href")]
    assert [way.split(":")[0] for way in ways] == ["sms", "mailto"]
    assert all(message in unquote(way) for way in ways)
    shared = [one.attrs for one in page.document.all("button")]
    assert {"data-share", "data-copy"} <= {name for attrs in shared for name in attrs}
    assert links_in(page.words) == []
    assert world.work() == []


def test_it_names_a_link_only_if_they_made_one() -> None:
    world = World()
    alex = signed_up(world)
    invitation = invited(alex)
    assert invitation in send(alex, words=THANKS).words


def test_either_button_sends_all_that_was_typed() -> None:
    world = World()
    alex = signed_up(world)
    page = send(alex, kids_down="19:00", words=THANKS, address=ALEX_PHONE, sms_consent="on")
    assert "Tap it there, and it counts" in page.words
    assert alex.get("/me").coming()[0][0] == "Mon 23 Nov, 7:15 pm"
    newest_link(world, "confirm")


def test_the_same_words_sent_twice_are_kept_once() -> None:
    world = World()
    alex = signed_up(world)
    assert send(alex, words=THANKS).body == send(alex, words=THANKS).body
    assert jar(world) == [(THANKS, "kept")]


def test_words_of_danger_are_kept_nowhere_and_answered_with_who_listens() -> None:
    world = World()
    alex = signed_up(world)
    before = world.everything()
    page = send(alex, words="He hit me again and I am scared", stage="newborn")
    assert "People who listen" in page.words
    assert "988" in page.words
    assert "scared" not in page.body
    assert world.everything() == before


def test_what_may_be_no_thank_you_is_kept_for_its_author_and_not_to_be_forwarded() -> None:
    world = World()
    alex = signed_up(world)
    page = send(alex, words="Is Sam home yet?")
    assert jar(world) == [("Is Sam home yet?", "held")]
    assert "Kept, just for you" in page.words
    assert "sms:" not in page.body


def test_whoever_writes_that_it_should_stop_is_shown_how() -> None:
    world = World()
    page = send(signed_up(world), words="stop texting me")
    assert page.errors().keys() == {"words"}
    assert jar(world) == []


def test_the_question_names_the_one_who_invited_and_their_words_are_theirs() -> None:
    world = World()
    alex = signed_up(world)
    assert "What did your partner do today" in alex.get("/welcome").words
    sam = joined(world, invited(alex), SAM)
    page = sam.get("/welcome")
    assert "What did Alex do today that you were glad of?" in page.words
    assert "Alex only has to say that it is you" in page.words
    assert page.coming()[0][0] == "Mon 23 Nov, 8:15 pm"
    send(sam, words="Alex made the soup my mother makes")
    alex.act("confirm_partner")
    assert "soup" not in alex.get("/me").body
    world.until(world.clock().replace(day=30))
    assert "soup" not in "".join(one.message.text for one in world.email.sent)


def test_it_needs_the_token_of_its_session() -> None:
    world = World()
    elsewhere = signed_up(world, SAM)
    alex = signed_up(world)
    before = world.everything()
    for csrf in ("", "x", elsewhere.get("/welcome").hidden("csrf")):
        assert alex.post("/welcome", csrf=csrf, words=THANKS).status == 403
    assert world.everything() == before


@pytest.mark.parametrize("by", ["sms", "email"])
def test_a_session_by_a_link_changes_nothing_here(by: Any) -> None:
    world = World()
    signed_up(world, ALEX_PHONE)
    before = world.everything()
    person = reopened(world, ALEX_PHONE, by)
    csrf = person.get("/me").hidden("csrf")
    done = person.post("/welcome", csrf=csrf, address=ALEX, words=THANKS)
    assert (done.goes_to, world.everything()) == ("/me", before)


def test_whoever_was_turned_away_meanwhile_keeps_nothing_here() -> None:
    world = World()
    alex = signed_up(world)
    sam = joined(world, invited(alex), SAM)
    csrf = sam.get("/welcome").hidden("csrf")
    alex.act("reject_partner")
    assert sam.post("/welcome", csrf=csrf, words=THANKS).goes_to == "/link"
    assert jar(world) == []


def test_it_takes_two_reads() -> None:
    world = World()
    alex = signed_up(world)
    counted = Counted(world)
    alex.get("/welcome")
    assert counted.reads <= 2
