"""How people say that they want no more of our texts: data for leaving.py. Pure.

Matched in plain words (words.py), one clause a line. An opt-out must be about *our* texting, not
about love: "I can't stop thinking about how she laughed" is an appreciation.
"""

from __future__ import annotations

from chalicelib.replies.leaving_parts import PARTS
from chalicelib.replies.words import phrases

CLEAR = phrases(
    r"""
# stop the texts. Cancel my subscription. No: stop the presses; cancel the gym membership
{start}{stop} {our}(?:{news}|{texting}|receiving|getting (?:these|this|them|your|texts|messages))
{start}(?:stop|quit) (?:bugg|bother|pester|annoy|hound|stalk|blow)ing (?:up )?(?:me|us|my phone)
# stop or I call my lawyer. Stop karo
{start}stop (?:or (?:i|ill|we|else)\b|kar\w*|kro\b)
(?:close|terminate|deactivate|cancel|end) (?:my|our|this|the) (?:account|profile|service
  |subscription|membership)
{start}(?:cancel|remove|delete|end) (?:for )?(?:us|me|everything|both of us|both){tail}
{start}{off} (?:off )?{our}(?:{news}) / {start}{off} (?:off )?(?:these|this|them)
# I told you to stop texting me. No: I asked him to stop texting me; never stop texting me
(?<!not )(?<!never )(?<!ever )(?<!him to )(?<!her to )(?<!them to )(?<!him )(?<!her )\b(?:stop
  |quit) {texting} (?:me|us|this|these|my|here)
# Do not text me. Never contact this number again. No: he knows not to text me at work
{start}(?:do not|never|not) (?:ever |even |you )?(?:text|message|contact|e?mail|send|bother|write
  |disturb|notify|ping|spam|harass)(?: (?:me|us|this|these|any ?(?:more|thing$|thing else
  |thing more|texts|messages)|again|more|to|here|my|please|texts|messages|your|another)\b|$)
{start}do not call (?:me )?(?:again|any ?more|this number) / do not (?:call|contact) list
no need to (?:text|message|contact|send|keep (?:texting|sending))
# No more texts please. No: no more texting at the table; only us
{start}no (?:more )(?:(?:of|these|those|the|your|this) ){0,3}(?:{news}|texting|messaging){tail}
\A(?:please |hi |hello )?no (?:{news}|texting){tail} / {start}no more of (?:this|these|it){tail}
(?:prefer|want|like|rather have) no (?:more )?{our}{news}
# I cannot handle one more notification
(?:not|never)(?: \w+){0,3} (?:one more|another|any more)(?: of (?:these|your))? {news}
# enough with the texts. I have had enough of these messages
enough (?:with|of) {our}{news}
# I do not want these texts. No: I do not want this to end
{we} {nay} (?:want|need|wish|care for|ask for|asked for|consent|request|opt|agree|sign up|signed up
  |subscribe|subscribed|agreed|consented|opted)(?: in)?(?: for| to)? {get}(?:{news}|texted
  |contacted|messaged|bothered|(?:this|these|it|them|any|more){tail})
^{nay} (?:sign up|signed up|subscribe|subscribed|asked?|consent|consented
  |agreed?) (?:for |to )?(?:this|these|it|\w+ {news}|{news})\w*
no need (?:for|of) (?:any |more |all )?(?:of )?(?:these|this|{news})
(?:{we}|^)(?: ?{nay}) (?:want|wish|care|intend) to (?:participate|take part|be part|continue
  |be in this|be on this)
not (?:deal|handle|stand|keep up|cope)(?: with)? (?:all )?(?:these|your|the
  |this many) (?:\w+ )?{news}
no longer (?:have|has) (?:my|our) (?:permission|consent) / enough of these$
(?:{start}|^){nay} (?:want|need) {get}(?:{news}|(?:this|these|them){tail})
# I am not interested anymore. No: he is not interested in football
{start}(?:not|no longer) interested\b(?! in (?!this|these|your|receiving|getting|being|any|{news}))
# please take us off. Take my number off your list. No: take me off dish duty; my mind off work
(?:take|get|pull|move) {self} off(?: of)?(?: \w+){0,3} {list}
(?<!he )(?<!she )\b(?:take|get) {self} off(?: of)?{tail}
(?:get|come) off (?:this|your|the) (?:\w+ )?{list} / let (?:me|us) out of (?:this|these)
(?:take|get|keep|leave) (?:my|this|our) (?:phone )?number (?:off|out|away)
{start}(?:take|get|count|leave) (?:me|us) out of (?:this|your|the) {list}
# Remove me. Delete my number. No: his hugs delete my worries; he removed the spider
(?:remove|delete|erase|unenroll|unregister|deregister|scrub|drop|wipe
  |purge)(?: all)?(?: of)? {self}
(?:scratch|strike|cross) {self} (?:off|from|out) / delete request / wants out
# leave this number alone; do not use this number
{start}leave (?:this number|my(?: \w+){1,3}?) alone / do not use (?:this|my) number
# I already said stop; why will you not stop; I unsubscribed already
(?:i|we)(?: already| have|ve){0,2} (?:said|told you|asked you)(?: \w+){0,3}? stop$
why \w+ (?:not )?you (?:not )?stop / ^told you(?: to)? stop$
(?:^|\b(?:i|we|after i|have|already) )(?:already )?(?:unsubscribed|opted out)(?: already| twice
  | \w+ ago)?$
(?:i|we) (?:already )?cancel+ed (?:this|these|weeks|months|days|already|long)
^(?:i will |i am |ill )?(?:block|blocking|blocked|reporting) (?:you|this) / ^block$
(?<!not )(?<!never )(?<!him to )(?<!her to )(?<!me to )(?<!us to )(?<!you )\bstop {texting}$
# I would rather not receive these; do not want to hear from you
(?:rather|prefer) not (?:to )?(?:get|receive|have|be sent) (?:\w+ )?(?:these|this|those|them|any
  |your|{news})
not (?:consent(?:ed)?|give (?:\w+ )?(?:permission|consent))
(?:not|no longer)(?: want| wish| care){0,2} to hear from (?:you|this)
(?:lose|forget|drop) (?:my|this|our) (?:number|digits)
# I want out. We would like to leave this program. No: leave this party early
(?:get rid of|pull) {self}\b / to be (?:taken off|removed|deleted|unsubscribed)
{nay} want (?:in|part)$
{nay} want (?:in on|any part of|part of) this / {start}{stop} it with {our}{news}
{we} (?:want|need|would like) off
{we} (?:would like to|want to|need to|am going to|have to|want|need|would like) (?:out$|(?:leave
  |exit|withdraw|drop out|pull out|opt out|unsubscribe|be removed|be taken off|get off|get out)(?:$
  | (?:from |of )?(?:the|this|your|these) (?:\w+ )?{list}\b))
(?:revoke|withdraw|rescind)\w* (?:my |all |any |our )?(?:consent|permission|agreement)
# Any "unsubscribe"; no: he unsubscribed us from the junk mail
(?<!for )\bun ?subscrib(?!ed\b)\w* / ^unsubscribed me / un sub
# opt out; no: she let me opt out of the school run
opt(?:ing)? (?:me |us )?out\b(?! of (?!(?:\w+ ){0,3}(?:{news}|{list})\b))
# Can this be the last one please
(?:can|could|let|make|may|will) this (?:please )?(?:be )?(?:the|your|my|our) last (?:one
  |{news}){tail}
# How do I make these stop. I want these to stop. No: we need this to stop (said of a class)
(?:make|get|have) (?:it|this|these|them) (?:to )?stop(?:ped)? / \A(?:please )?uninstall\Z
{start}(?:these|your|the) {news} (?:need|have|must|should|got)(?: to)? (?:stop|end)
# I am blocking you. Reporting this as spam
(?:i|we)(?: (?:am|are|will|have|going|to)){0,3} (?:block|blocking|blocked) (?:you|this|your)
report(?:ing|ed)? (?:you|this|your|it)(?: \w+){0,2} (?:to|as|for) / cease and desist
this is (?:spam|harassment|harassing) / (?:you are|stop) (?:harassing|spamming|stalking)
""",
    **PARTS,
)
