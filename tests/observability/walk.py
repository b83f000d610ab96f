"""People who leave marks wherever they go: on every page, in every form, in every text."""

from __future__ import annotations

from functools import partial
from typing import Any

from chalicelib.wiring import wiring
from tests.observability.machines import email, lives_a_fortnight, receipts, waited
from tests.observability.marked import (
    ADDRESS,
    NAME,
    OTHER,
    OTHER_NAME,
    OTHER_PHONE,
    PHONE,
    WORDS,
    quoting,
)
from tests.observability.overhearing import Overheard, Walker, path_of
from tests.pages.stories import asked, chosen, invited
from tests.pages.visitor import newest_link
from tests.webhooks.twilio_calls import INBOUND, STATUS, call, text_form
from tests.world import links_in
from workbench.forms import Page as Forms

ALONE = ("/", "/privacy", "/terms", "/health", "/tonight", "/keepsake", "/signup", "/link", "/me",
         "/static/style.css")  # fmt: skip
TAKES_A_TOKEN = tuple(
    f"/{page}/{WORDS.replace(' ', '-')}"
    for page in ("join", "confirm", "link", "agenda", "date", "said", "unsubscribe", "static")
)
LAST = ("leave", "sign_out", "stop_contact")
SAID = (WORDS, f"Thank you {NAME} for the {WORDS}", "MENU", "JAR", "PAUSE", "2", "0", "1", "TELL",
        f"I am afraid, he hits me, {WORDS}", "sunday at 8", "LATER", "HELP")  # fmt: skip
OK = 200
FORGED = {"X-Twilio-Signature": "forged", "Content-Type": "application/x-www-form-urlencoded"}


def goes_everywhere(heard: Overheard) -> None:
    """The whole story. What it asks of the app is kept, so that it can be asked again."""
    for path in (*ALONE, *TAKES_A_TOKEN):
        Walker(heard).get(path)
        Walker(heard).post(path, **dict.fromkeys(("name", "address", "action"), quoting()))
    a, b = _arrive(heard)
    _presses_everything(heard, a)
    _texts(heard)
    email(heard)
    a.act("resume")
    lives_a_fortnight(heard)
    _opens_every_link(heard)
    receipts(heard)
    _leaves(heard, a, b)


def _arrive(heard: Overheard) -> tuple[Walker, Walker]:
    """Both sign up, with all the addresses they have, and with some that are none."""
    a, b = Walker(heard), Walker(heard)
    a.post("/signup", **asked(f"{ADDRESS} {WORDS}", NAME))
    _confirms(heard, a, "/signup", **asked(ADDRESS, NAME))
    adds = {"action": "add_contact", "consent": "on", "sms_consent": "on"}
    _confirms(heard, a, "/me", address=PHONE, csrf=a.get("/me").hidden("csrf"), **adds)
    invitation = invited(a)
    b.get(invitation)
    theirs = asked(OTHER, OTHER_NAME)
    _confirms(heard, b, invitation, **theirs, agenda="on", nudges="on")
    a.act("confirm_partner")
    return a, b


def _confirms(heard: Overheard, who: Walker, path: str, **fields: Any) -> None:
    who.post(path, **fields)
    link = newest_link(heard.world, "confirm")
    who.get(link)
    who.post(link)


def _presses_everything(heard: Overheard, who: Walker) -> None:
    """Each button of their own page, with every field of the page full of marks."""
    shown = who.get("/me")
    names = {name for form in Forms(shown.body).forms for name, _ in (*form.sends, *form.offers)}
    marked = dict.fromkeys(names - {"csrf", "action"}, quoting())
    actions = wiring().site.manage._actions()
    for action in (one for one in actions if one not in LAST):
        who.act(action, **marked)
    who.act("topic", topic=WORDS)
    who.act("preferences", **chosen(small_channel="sms"))
    Walker(heard).post("/link", address=ADDRESS)
    link = newest_link(heard.world, "link")
    who.get(link)
    who.post(link)


def _texts(heard: Overheard) -> None:
    """Whatever they may say, a stranger too; and a webhook that nobody signed."""
    for number, words in enumerate(SAID):
        _text(heard, words, PHONE, f"SM{number:032}")
    _text(heard, WORDS, OTHER_PHONE, f"SM{99:032}")
    for path in (INBOUND, STATUS):
        heard.does(partial(heard.site.ask, "POST", path, f"Body={WORDS}", FORGED))
    waited(heard)


def _text(heard: Overheard, words: str, sender: str, sid: str) -> None:
    heard.does(lambda: call(heard.site, INBOUND, text_form(words, sender, sid)))


def _opens_every_link(heard: Overheard) -> None:
    sent = [*heard.world.email.sent, *heard.world.sms.sent]
    for link in sorted({link.rstrip(".") for one in sent for link in links_in(one.message.text)}):
        guest = Walker(heard)
        page = guest.get(link.partition("#")[0])
        heard.does(partial(heard.site.get, f"{path_of(heard, link)}/check-in.ics"))
        for form in Forms(page.body).forms:
            if "unsubscribe" not in link:
                guest.post(link, **dict.fromkeys((name for name, _ in form.sends), quoting()))


def _leaves(heard: Overheard, a: Walker, b: Walker) -> None:
    last = heard.world.email.sent[-1].message.headers["List-Unsubscribe"].strip("<>")
    a.get(last)
    a.post(last)
    for who in (b, a):
        for action in LAST:
            if who.get("/me").status == OK:
                who.act(action, sure="on", channel="sms")
    _text(heard, f"STOP {WORDS}", PHONE, f"SM{100:032}")
    _text(heard, "STOP", PHONE, f"SM{101:032}")
