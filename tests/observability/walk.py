"""People who leave marks wherever they go: on every page, in every form, in every text."""

from __future__ import annotations

from functools import partial
from typing import Any

from chalicelib import keys
from chalicelib.couples.document import from_item
from chalicelib.couples.model import PARTNERS
from chalicelib.pages.session import Session
from chalicelib.wiring import wiring
from tests.observability.machines import email, erases, lives_three_weeks, receipts, waited
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

ALONE = ("/", "/privacy", "/terms", "/health", "/tonight", "/keepsake", "/jar", "/export",
         "/export/data", "/erase", "/signup", "/welcome", "/link", "/me",
         "/static/style.css")  # fmt: skip
TAKES_A_TOKEN = tuple(
    f"/{page}/{WORDS.replace(' ', '-')}"
    for page in ("join", "confirm", "link", "agenda", "date", "said", "unsubscribe", "static")
)
LAST = ("stop_contact", "stop_all", "sign_out", "sign_out_everywhere", "leave")  # in this order
FATES = ("release", "private", "delete")  # of words in the jar; the rest is passed on
SAID = (WORDS, f"Thank you {NAME} for the {WORDS}", "MENU", "JAR", "PAUSE", "2", "0", "1", "TELL",
        f"I am afraid, he hits me, {WORDS}", "sunday at 8", "LATER", "HELP",
        f"Thank you for the soup, {WORDS}")  # fmt: skip
FORGED = {"X-Twilio-Signature": "forged", "Content-Type": "application/x-www-form-urlencoded"}


def goes_everywhere(heard: Overheard) -> None:
    """The whole story. What it asks of the app is kept, so that it can be asked again."""
    for path in (*ALONE, *TAKES_A_TOKEN):
        Walker(heard).get(path)
        Walker(heard).post(path, **dict.fromkeys(("name", "address", "action"), quoting()))
    a = _arrive(heard)
    for who in (a, _back(heard, NAME)):  # by a link in a text, which may do less; and on arrival
        _presses_everything(who)
    Walker(heard).post("/link", address=ADDRESS)
    link = newest_link(heard.world, "link")
    a.get(link)
    a.post(link)
    _texts(heard)
    _changes_the_jar(a)
    email(heard)
    a.act("resume")
    lives_three_weeks(heard, partial(_opens_every_link, heard))
    receipts(heard)
    _leaves(heard)


def _arrive(heard: Overheard) -> Walker:
    """Both sign up, with all the addresses they have, and with some that are none; one invitation
    is declined."""
    a, b = Walker(heard), Walker(heard)
    a.post("/signup", **asked(f"{ADDRESS} {WORDS}", NAME))
    _confirms(heard, a, "/signup", **asked(ADDRESS, NAME))
    for words in (WORDS, quoting()):
        a.post("/welcome", csrf=a.get("/welcome").hidden("csrf"), words=words, stage=words)
    adds = {"action": "add_contact", "consent": "on", "sms_consent": "on"}
    _confirms(heard, a, "/me", address=PHONE, csrf=a.get("/me").hidden("csrf"), **adds)
    b.post(invited(a), answer="no")
    a.act("take_back_link")
    invitation = invited(a)
    b.get(invitation)
    theirs = asked(OTHER, OTHER_NAME)
    _confirms(heard, b, invitation, **theirs, agenda="on", nudges="on", thanks="on")
    a.act("confirm_partner")
    return a


def _confirms(heard: Overheard, who: Walker, path: str, **fields: Any) -> None:
    who.post(path, **fields)
    link = newest_link(heard.world, "confirm")
    who.get(link)
    who.post(link)


def _presses_everything(who: Walker) -> None:
    """Each button of their own page, with every field of the page full of marks."""
    for path in ALONE:
        who.get(path)
    shown = who.get("/me")
    names = {name for form in Forms(shown.body).forms for name, _ in (*form.sends, *form.offers)}
    marked = dict.fromkeys(names - {"csrf", "action"}, quoting())
    actions = wiring().site.manage._actions()
    for action in (one for one in actions if one not in LAST):
        who.act(action, **marked)
    who.act("topic", topic=WORDS)
    who.act("preferences", **chosen(small_channel="sms"))


def _changes_the_jar(who: Walker) -> None:
    """Each button beside words that they kept."""
    kept = [dict(one.sends) for one in Forms(who.get("/jar").body).forms if one.has(["which"])]
    for sent, fate in zip(kept, FATES, strict=False):
        who.post("/jar", **sent, do=fate)
        who.post("/jar", **{**sent, "which": quoting()}, do=fate)
    for sent in kept:
        who.post("/jar", **sent, do="tell")


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


def _leaves(heard: Overheard) -> None:
    last = heard.world.email.sent[-1].message.headers["List-Unsubscribe"].strip("<>")
    guest = Walker(heard)
    guest.get(last)
    guest.post(last)
    for name in (OTHER_NAME, NAME):
        for action in LAST:
            who = _back(heard, name)
            who.get("/erase")
            if (action, name) == ("leave", OTHER_NAME):
                heard.world.memory.before = [lambda: None, _dies]
            who.act(action, sure="on", channel="sms")
    heard.world.memory.before = []
    erases(heard)
    _text(heard, f"STOP {WORDS}", PHONE, f"SM{100:032}")
    _text(heard, "STOP", PHONE, f"SM{101:032}")


def _dies() -> None:
    raise RuntimeError(quoting())


def _back(heard: Overheard, name: str) -> Walker:
    """Somebody with a session of this minute, though no link gets through to them any more."""
    couples = [from_item(one) for one in heard.world.items() if one["SK"] == keys.COUPLE]
    places = [(one, key, one.partner(key)) for one in couples for key in PARTNERS]
    [(couple, key, who)] = [one for one in places if one[2] and one[2].name == name]
    assert who
    now = int(heard.world.clock().timestamp())
    session = Session(couple.id, key, who.generation, now, "arrival")
    cookie = wiring().site.manage.sessions.cookie(session)["Set-Cookie"].split(";")[0]
    heard.cookies.add(cookie.partition("=")[2])
    walker = Walker(heard)
    walker.cookie = cookie
    return walker
