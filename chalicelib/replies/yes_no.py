"""Yes and no, where the last text makes them plain. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from chalicelib.replies.words import alternatives, either

if TYPE_CHECKING:
    from chalicelib.replies.meaning import About

_COURTESY = alternatives(
    "please thanks thank_you lol haha x xx for_us babe sorry tonight then it_is of_course ok",
)
_YES = either(r"""
yes / yep / yup / yeah / yea / you / yas / sure / sure thing / ok / okay / k / kk / si / oui / ja
absolutely / definitely / of course / for sure / perfect / great / good / all good / cool / deal
confirmed? / (?:that )?works(?: for (?:us|me))? / sounds (?:good|great|perfect) / why not / fine
(?:we are|were|i am) (?:on|in|there) / (?:we )?will be there / see you(?: there| then)? / it is on
lets do it / looking forward to it / both in / count us in
""")
_NO = either(r"""
no / nope / nah / naw / non / nein / no way / not really / none / neither / maybe not / no can do
not (?:this|tonight|today)(?: week| time| one| weekend)? / none of (?:these|those|them|the above)
(?:we |i )?can not(?: (?:make it|do it|this week|tonight|today|do this week|do tonight))?
(?:we are|were|i am) not up for it / another time / next time / next week / not for us
not happening / we will pass
""")


def _only(words: str) -> re.Pattern[str]:
    return re.compile(rf"^{words}(?: {words}){{0,3}}(?: {_COURTESY}){{0,4}}$")


YES, NO = _only(_YES), _only(_NO)


def yes_or_no(text: str, about: About) -> Literal["yes", "no"] | None:
    """Of a text in plain words.

    About the meeting: it stands, or not this time. About something kept: it stays; but "no" could
    be any of the three digits. About a date: none of them; but "yes" to which of the three?
    """
    if about in {"meeting", "kept"} and YES.search(text):
        return "yes"
    return "no" if about in {"meeting", "date"} and NO.search(text) else None
