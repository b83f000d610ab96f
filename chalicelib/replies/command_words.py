"""What a command may look like: data for commands.py. Pure.

The whole text, in plain words, must be one of these between BEFORE and AFTER.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalicelib.replies.spelling import word_set
from chalicelib.replies.words import alternatives, either

if TYPE_CHECKING:
    from chalicelib.replies.meaning import Command

_ASKING = alternatives(
    "please ok okay hi hey hello sorry oh oops can_you could_you can_we can_i could_we i we",
    "want_to need_to would_like_to lets just yes um and no need want",
)
BEFORE = f"(?:{_ASKING} ){{0,5}}"
_KINDLY = alternatives(
    "please thanks thank_you now for_now ok okay x xx lol sorry again today us me guys haha then",
    "babe",
)
AFTER = f"(?: {_KINDLY}){{0,4}}"
_NEWS = "(?:texts?|messages?|reminders?|notifications?|stuff|prompts?|of (?:these|this|them|those))"
_WE = alternatives(
    "we i we_are i_am were all everyone_is everybody_is everyone the our kids kids_are kid_is",
    "baby_is both still feeling am are is house off going out home family me and",
)
SHAPES: dict[Command, str] = {
    "later": either(r"""
(?:maybe |a bit |ask me |try |do it |not now )?(?:later|l8r|l8e?r|l8ter)(?: on| tonight)? / not now
remind me (?:later|again|tomorrow)
"""),
    "undo": either(r"""
(?:undo|unsend)(?: (?:that|it|this|last|the last(?: one)?|my last|everything))?
take (?:it|that) back / (?:delete|cancel|remove|erase) (?:that|it|this|that one)
(?:forget|scrap|scratch) (?:that|it)
"""),
    "pause": either(
        r"""
(?:pause|snooze)(?: (?:it|this|these|that|me|us|everything|all))?(?: (?:the|my|your|all))?
  (?: {news})?
(?:take|need|have|taking|having) a (?:\w+ )?(?:break|pause|breather)
  (?: from (?:this|these|it|texts))?
(?:a )?(?:little )?(?:break|breather) / on hold / hold off / hold
""",
        news=_NEWS,
    ),
    "less": either(
        r"""
(?:less|fewer)(?: {news}| often| frequent(?:ly)?)? / slow down the texts
not (?:so|as|this) (?:many|much|often)(?: {news})?
""",
        news=_NEWS,
    ),
    "more": either(
        r"""
(?:some |a bit |a little |send |lots )?more(?: {news}| often| ideas| like (?:this|that))?
""",
        news=_NEWS,
    ),
    "menu": "(?:the |my |show |show me |open )?(?:menu|settings|options|preferences)(?: link)?",
    "skip": either(r"""
skip(?:ping)?(?: (?:it|this|that|one|the|week|tonight|today|meeting|date|sunday|check|in|night
  |tomorrow|time|next|weekend)){0,4} / pass(?: on (?:this|it|that))?
"""),
    "short": "(?:the |make it |do the |go |a )?short(?: (?:one|version|it|meeting|check in))?",
    "send": either(r"""
send(?: (?:it|this|that|now|to|him|her|them|straight|away|right)){0,4}
tell (?:him|her|them)(?: (?:now|right now|straight away))?
"""),
    "keep": either(r"""
keep(?: (?:it|this|that|one|private|secret|to|myself|for|me|just|between|us|safe)){0,5}
"""),
    "sick": either(
        r"""
(?:{we} ){0,6}(?:sick|ill|poorly)
  (?: (?:again|today|here|kids?|house|day|week|baby|bug|all|still)){0,3}
""",
        we=_WE,
    ),
    "away": either(
        r"""
(?:{we} ){0,6}(?:away|on (?:holidays?|vacation)|travell?ing)(?: (?:this|next|week|weekend|from|home
  |now|the|today)){0,4}
""",
        we=_WE,
    ),
    "back": either(
        r"""
(?:{we} ){0,6}back(?: (?:home|again|now|today|from|vacation|holiday|trip|to|normal|in|town)){0,4}
unpause
""",
        we=_WE,
    ),
    "slow": "(?:go |take it |bit |too fast )?(?:slow|slower)(?: (?:down|it|it down))?|too fast",
    "jar": "(?:(?:the|my|our|show|show me|read|open|see|what is in|what) ){0,3}jar",
}
SHAPES = {command: f"(?:{shape})" for command, shape in SHAPES.items()}
# Words of their own, one slip away from a command.
OTHERS = word_set(
    "water hater layer lager late latter alter eater dater cause pulse paused shirt sort shorts",
    "snort shot shore sport stick slick snack shack black sends sicko gone skin slip ship skit",
    "snip lesson bless amore smore mores jars stack",
)
