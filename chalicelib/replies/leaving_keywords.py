"""The carriers' words and their like: each says by itself that its author leaves. Pure."""

from __future__ import annotations

from chalicelib.replies.spelling import word_set
from chalicelib.replies.words import phrases

# Twilio's and the carriers' own words (CTIA; Twilio's page on opt-out keywords).
CARRIER = word_set("stop stopall unsubscribe end quit cancel revoke optout")
# The same in other languages, and words that say it as the whole text.
STOP_WORDS = CARRIER | word_set(
    "arret arrete arretez alto pare parar parem basta baja desabonner desinscrire desinscription",
    "abmelden abbestellen austragen kundigen cancelar cancela annuler annulla remove unenroll",
    "deregister deactivate desist afmelden uitschrijven stopper stoppen tigil itigil halt sair",
    "leave wypisz detener eliminar iptal \u0441\u0442\u043e\u043f 停止 退订 取消 توقف 그만",
)
# Beside a stop word these change nothing: "I said please stop this now".
FILLERS = word_set(
    "please ok okay hey hi hello just sorry thanks thank you yes yeah no and i my me us we want",
    "need would like to said it this that these those them all everything now already immediately",
    "the subscription service text texting texts message messages messaging notifications reply",
    "send can could will so very much asap guys again lol right here today for good out opt in of",
    "am a por favor bitte merci gracias grazie danke danki svp obrigado po na nyo",
)
# Not of texts: "I just want it all to stop", "I want to end it".
OF_LIFE = phrases(r"""
(?:it all|everything|the pain) to (?:stop|end)
(?:i|want|need|ready|going|will) (?:to )?(?:just )?end (?:it|everything)
""")
SIGNS = "🛑✋🚫⛔❌"  # one of these alone
