"""What a phone sends by itself: reactions, automatic replies, the network's own notes. Pure.

In the text as it was written (folded by `bare`): a reaction quotes a text of ours, and those say
STOP. So it is told before anything else.
"""

from __future__ import annotations

import re

from chalicelib.replies.words import alternatives, any_of, bare, phrases

_QUOTE = '["\u201c\u201d\u201e\u00ab\u2018\u300c]'
_VERB = alternatives(
    # English: iPhone, then Android
    "loved liked disliked laughed_at emphasized emphasised questioned reacted",
    # Spanish, French, German, Italian, Portuguese, Dutch, Swedish, Danish
    "le_encanto le_gusto no_le_gusto le_dio_risa se_rio_de enfatizo exclamo dudo_de pregunto_por",
    "le_disgusto destaco reacciono a_adore a_aime n'a_pas_aime a_ri_de a_ri a_mis_en_evidence",
    "a_questionne a_souligne a_reagi a_insiste_sur gefallt liebt lacht_uber lachte_uber",
    "hat_geliked hat_markiert hob reagierte mag hat_reagiert ha_adorato ha_messo_mi_piace_a",
    "ha_riso_di ha_riso_per ha_evidenziato adora adorou gostou_de amou curtiu nao_gostou_de",
    "riu_de enfatizou questionou reagiu vond_leuk vindt_leuk vond_geweldig lachte_om heeft",
    "gillade alskade skrattade_at elskede lo_ad synes_godt_om",
)
_ENCLOSED = alternatives(
    "image photo video message attachment link sticker movie audio_message location contact",
    "animoji",
)
REACTION = any_of(
    # Loved "After Bedtime: ..."; Le encanto; A adore << ... >>
    rf"\A{_VERB}(?: (?:con|avec|mit|met|com|a|an|auf|op|to|\S)){{0,4}}\s?\W{{0,4}}{_QUOTE}",
    # Disliked an image; removed a heart from
    rf"\A(?:loved|liked|disliked|laughed at|emphasi[sz]ed|questioned) an? {_ENCLOSED}\b",
    r"\Aremoved an? (?:\S+ ){1,4}from\b",
    rf"\A(?:quito|elimino|retire|entfernte|ha rimosso|removeu) (?:\S+ ){{0,6}}{_QUOTE}",
    # Reacted (sign) to "..."; (sign) to "..."; (sign) a "..."
    rf"\Areacted \W+ to\b|\A\W+(?:to|a|an|zu|au|su|auf|op|till)\W{{0,4}}{_QUOTE}",
    # In a language we do not know: a few words and then a text of ours
    rf"\A(?:\w+ ){{1,3}}{_QUOTE}(?:after bedtime|kept for )",
)
AUTOMATIC = phrases(r"""
# I'm driving (with Focus turned on); I'll see your message when I get where I'm going
(?:i am|currently|am) driving (?:right now|at the moment|now|with) / ^(?:sorry )?i am driving$
with (?:focus|do not disturb) turned on / do not disturb / see your message when
not (?:accepting|receiving) (?:messages|calls|notifications|texts) / driving mode
i will (?:get|text|call|reply|respond)(?: back)?(?: to)? you (?:back )?(?:when|as soon|later|asap
  |once|soon|after|in)
i will (?:call|text) you (?:back|later) / can i call you (?:later|back)
^(?:sorry )?(?:i )?can not (?:talk|speak|answer|text)(?: right)?(?: now| at the moment)?$
^(?:sorry )?i am in (?:a|the) (?:meeting|movie|class|theater) / ^in a meeting / ^on another call$
# Automatic reply; out of the office
auto(?:matic|mated)? ?(?:reply|response|responder|message) / out of (?:the )?office / ^ooo
(?:limited|no) access to (?:my )?(?:email|messages|phone)\w* / on (?:annual|parental|sick) leave
away from my phone / have (?:my )?notifications (?:silenced|off) / this mailbox
# The network's: Free Msg; Message Blocking is active; the person you texted
free ?(?:message|msg) / (?:message|text) (?:blocking|failed|could not|not delivered|was not)
unable to (?:send|deliver|receive)
(?:subscriber|customer|person|number) you (?:are|have)? ?(?:called|dialed|texted|texting|calling
  |trying)
service (?:access )?denied / undeliver\w+
# A code, a parcel, an appointment
(?:verification|security|login|access|passcode|one time|confirmation) (?:code|pin|password)
(?:code|otp|pin) is \d\w*
your (?:package|order|parcel|appointment|balance|prescription|delivery|account|booking|ride|driver
  |uber|lyft|taxi|cab|food|table|refund|payment|code)
(?:reply|text) (?:stop|y|yes|c) to
# Spanish, French, German, Italian, Portuguese
(?:estoy|voy) (?:conduciendo|manejando) / respuesta automatica / fuera de (?:la )?oficina
je (?:conduis|suis au volant) / reponse automatique / absent\w* du bureau
(?:ich fahre gerade|bin gerade am steuer) / abwesenheit\w* / automatische antwort
(?:sto guidando|risposta automatica|fuori sede|estou dirigindo|resposta automatica)
""")
# A shop's, or its machine's: it says STOP, and nobody who reads it has said so.
OF_A_SHOP = phrases(r"""
(?:reply|text|send) (?:\w+ )?(?:stop|end|quit) to / to (?:opt out|unsubscribe|end|cancel|stop)
  (?:reply|text|send)
auto ?reply
""")
# How irony is typed: rolled eyes, slow applause, "every. single. night". Who asks loses nothing.
IRONIC = re.compile(
    r"[\U0001F644\U0001F643\U0001F612]|(?:\U0001F44F.?){3}|\b\w+\. \w+\. \w+\.|\s/s\b"
)
_LETTER = re.compile(r"[^\W_]")


def is_reaction(text: str) -> bool:
    """Loved "...", a heart to "...": said of a text of ours."""
    return bool(REACTION.search(bare(text).strip()))


def is_only_signs(text: str) -> bool:
    """Emoji, dots and question marks; a keycap digit is a digit."""
    return not _LETTER.search(bare(text))
