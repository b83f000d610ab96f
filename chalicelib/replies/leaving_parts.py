"""What an opt-out is made of: parts of its patterns. Pure."""

from __future__ import annotations

from chalicelib.replies.words import alternatives

# What may stand before an order, any eight of them: "hi can you please ..."
BEFORE = alternatives(
    "please never_mind ok okay hey hi hello just sorry no now and so but thanks thank_you look",
    "listen kindly seriously guys everyone omg ugh well then again yes yeah yo reply also lets",
    "i_said or_else to",
    # can you, you can, I want you to, I need this to, how do I, I would like to
    "can_you could_you would_you will_you can_i can_we may_i may_you you_can you_could you_may",
    "you_guys_can you_should you_need_to you_must you_have_to you_to i_want i_need we_want",
    "we_need i_would_like we_would_like i_asked i_told i_am_asking i_demand i_wish i_beg",
    "would_like want_to need_to like_to trying_to going_to would_love_to i_am we_are how_do_i",
    "how_do_we how_can_i how_to how_does_one is_there_a_way_to tell_me_how_to make_it make_this",
    "make_these make_them this_to these_to it_to them_to have_these this these",
)
# Where an order may begin: with the clause, or after a small word in it.
START = (
    r"(?:^|\b(?:and|but|so|because|then|or|now|just|who is this|please|way to|how to|like to"
    rf"|want to|wish to) )(?:{BEFORE} ){{0,8}}"
)
NEWS = alternatives(
    "text texts message messages email emails mail notification notifications update updates",
    "alert alerts reminder reminders prompt prompts nudge nudges ping pings spam subscription",
    "membership account service program bot newsletter nonsense spamming mailing mailings",
    "communications communication contact correspondence sign_?up registration crap bullshit",
    "thing things",
)
TEXTING = r"(?:(?:text|e?mail|messag|contact|send|notify|bother|spam|harass|pester|ping|writ)ing)"
_WHICH = alternatives(
    "les los die le all any the your these those this of with my our more stupid damn damned text",
    "fucking daily weekly constant annoying sending",
)
OUR = f"(?:{_WHICH} ){{0,4}}"
_AFTER = alternatives(
    "please now already immediately thanks thank_you ok okay today asap for_good forever",
    "completely right away at_once guys period me us it this these those them sorry anymore any",
    "more again ever bye from_you to_me to_us to_this_number for_me all at everything",
)
TAIL = f"(?: {_AFTER}){{0,6}}$"
STOP = alternatives("stop quit cease end cancel halt discontinue terminate kill drop")
OFF = "(?:turn|switch|shut)"
SELF = (
    r"(?:me|us|(?:my|our|this|the) (?:\w+ )?(?:number|phone|cell|mobile|name|info\w*|details|data"
    r"|account|contact|profile)|both (?:numbers|of us)|us both"
    r"|my (?:wife|husband|partner|spouse) and (?:i|me|myself))"
)
LIST = alternatives(
    "list lists texts messages program system database service subscription thing group campaign",
    "this here it these chat thread",
)
WE = r"(?:i|we)(?: (?:really|just|also|both|truly|honestly|definitely|simply|please|now|still))?"
NAY = "(?:do not|did not|no longer|never)"
_GETTING = alternatives(
    "to get getting receive receiving have having be see seeing any more of your these the this",
    "such those so many another stupid from_you",
)
GET = f"(?:{_GETTING} ){{0,6}}"
PARTS = {
    "before": BEFORE, "start": START, "stop": STOP, "off": OFF, "our": OUR, "news": NEWS,
    "tail": TAIL, "texting": TEXTING, "self": SELF, "list": LIST, "we": WE, "nay": NAY, "get": GET,
}  # fmt: skip
