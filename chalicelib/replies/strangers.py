"""Does the text say that we have the wrong number? Pure."""

from __future__ import annotations

import re

from chalicelib.replies.words import alternatives, phrases

_WRONG = "wrong (?:number|person|phone|contact|guy|girl|lady|woman|man|dude|recipient|family|house)"
_LEAD = alternatives(
    "i_think i_believe sorry hi hey hello no um uh i_am am but oh this_is it_is must_be you_have",
    "you have got the a probably prob maybe yes think guess afraid dude ok pretty sure is that",
    "may might to so your texted texting are mate sir",
)
# "This isn't fair" is no name.
_NO_NAME = alternatives(
    "fair fun funny right true it for good ok okay cool easy enough about what how a an the my",
    "even helpful bad working great nice new over done possible normal real us me her him that",
    "this so in going really too very just always like hard happening cheap happy healthy hot",
    "cold sunday monday tuesday wednesday thursday friday saturday only all to on at love his",
    "your our their one quite something nothing as much more less",
)
STRANGER = phrases(
    r"""
# wrong number; I think you have the wrong person. No: he dialled the wrong number
^(?:{lead} ){0,8}wrong (?:number|phone|numb)
^(?:{lead} ){0,8}(?<=\w )(?<!sorry )(?<!oops )(?<!the )wrong (?:person|contact|family)
(?:got|have|texting|texted|messaging|reached) (?:the |a ){wrong}
you (?:have |must have |might have |probably |guys )?(?:have|got|texted|reached|dialed|are texting
  |are messaging|have got) (?:the |a )?{wrong}
texting the {wrong} / (?:to|at) the {wrong}$ / ^wrong$ / ^wrong (?:num|no|nr|tel)
mistaken (?:me|identity) / who you think i am
# I just got this number; this number used to be; this is my work phone
(?:just|only|recently|i) (?:\w+ )?(?:got|have had|had|changed) this (?:number|phone|cell)
(?:new|got this|had this) number (?:last|recently|since|this|a few|yesterday|today|now)
^new (?:number|phone)\w*
this (?:number|phone|cell) (?:used to|belonged|belongs|is no longer|does not belong|is not|was
  |has changed|now|is now)
no longer (?:his|her|their|\w+s) (?:number|phone)
this is (?:a|an|my) (?:\w+ )?(?:business|chippy|restaurant|landline|school|office|shop|work phone
  |salon|dentist|clinic|church|company|work number|pizza|hotel|garage|hospital|bakery)
# there is no Sam here; nobody called that
(?:there is |we have )?(?:no|nobody|no one|not anyone
  |noone) (?:\w+ |named \w+ |called \w+ |by that name )?(?:here|at this (?:number|phone))$
no (?:one|body) (?:named|called|by that name)
# I have no kids; my children are grown
(?:i|we) (?:do not|no longer) (?:even )?have (?:any )?(?:kids|children|a (?:husband|wife|kid|child
  |partner))$
(?:i have no (?:kids|children|husband|wife|partner)|i am (?:not married|single|\d\d and))
(?:kids|children) are (?:all )?grown
i do not (?:even )?know (?:any(?:one|body)?|a) (?:named|called|by|sam|alex|\w+$)
# this isn't Katie. No: this isn't fair
^(?:sorry |hi |no |hey |um )?(?:this|it) is not (?!{no_name}\b)\w+(?: anymore| phone| number
  | any more)?$
^(?:sorry |no )?this is not (?!{no_name}\b)\w+ (?:number|phone)
my name is (?:not )?\w+ (?:not|and i)
# Spanish, French, German, Italian, Portuguese, Dutch
numero (?:equivocado|incorrecto|errado|sbagliato|erroneo) / equivocado de numero / no soy \w+$
te equivocaste / se equivoc\w+ / mauvais numero / faux numero / vous vous trompez
falsche\w* (?:nummer|person) / nummer (?:ist )?falsch / verwahlt / falsch verbunden / ha sbagliato
verkeerd\w* (?:nummer|persoon) / numer pomylka / pomylka
""",
    lead=_LEAD,
    wrong=_WRONG,
    no_name=_NO_NAME,
)
# In the text as it was written: a name has its capital. "Not Jess." "I'm not Katie"
_NO_CAPITAL_NAME = alternatives("I ME Sunday Monday Tuesday Wednesday Thursday Friday Saturday")
NOT_NAMED = re.compile(
    r"(?:^|[.!,]\s*)(?:(?:[Ss]orry|[Hh]i|[Nn]o),? )?"
    r"(?:I['\u2019]?m|I am|[Tt]his is|[Ii]t['\u2019]?s)? ?"
    rf"[Nn]ot (?!{_NO_CAPITAL_NAME}\b)[A-Z][a-z]+\b(?=\s*(?:[.,!]|$|sorry))"
)


def is_stranger(text: str, clauses: str) -> bool:
    """`text` as it was written; `clauses` in plain words, one a line."""
    return bool(STRANGER.search(clauses) or NOT_NAMED.search(text))
