"""What we never say, by why; the guide names them, and each has made somebody stop reading."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Banned:
    """A family of words, and what to do instead."""

    name: str
    pattern: re.Pattern[str]
    instead: str


def _family(name: str, instead: str, *patterns: str) -> Banned:
    return Banned(name, re.compile("|".join(patterns)), instead)


FAMILIES = (
    _family(
        "nagging",
        "offer it, once",
        r"(don't|do not|never) forget|\bremember to\b|\breminder|\bremind you|just checking",
        r"you( have|'ve)? (forgot|forgotten|skipped)\b",
        r"you( have|'ve)? missed (a|an|the|your|it|one|out|last|this|two)\b",
        r"you (still )?(haven't|have not|didn't) (yet|answer|repl|done|log|thank|told|tell|sa)",
        r"it's been (a while|days|weeks|too long)|last chance|hurry up|act now|keep it up",
        r"(we're|we are) still waiting|there's still time|while you still can|before it's too late",
    ),
    _family(
        "keeping score",
        "leave the numbers out; nobody counts here",
        r"\bstreak|\bscore|\bpoints?\b|\btally|leaderboard|\bbadge|\blevel up",
        r"(day|week|night|time|evening)s in a row",
        r"\bchallenge|\bday \d+ of\b|\d+ (of|out of) \d+|so far this (week|month)|\d+ %|\d+%",
        r"\beven things (out|up)|who (does|did) more|your fair share|you owe|owes you",
    ),
    _family(
        "assigning",
        'say "if", or "one option"',
        r"\bshould\b|\bshouldn't\b|\bmust\b|(?<!we )\bought to\b",
        r"\bmake sure\b|\btry to\b|\bbe sure to\b",
        r"(?<!don't )(?<!didn't )(?<!doesn't )(?<!nobody )\b(have|has|need|needs) to\b",
        r"your (task|job|mission|goal|assignment|homework) (for |is|this|today|tonight)",
        r"\bassign|\byou will (feel|see|find|notice)|\brequired\b",
    ),
    _family(
        "generalising",
        "speak of this evening",
        r"(you|\}|they|we|people|parents|couples|partners|everyone|everybody) (always|never)\b",
        r"\balways (remember|say|be)\b|\bnever (go to bed|let)\b",
    ),
    _family(
        "guessing who people are",
        '"{partner}", "they", "you two"',
        r"\b(he|she|him|her|his|hers|husband|wife|spouse|mom|mum|mommy|dad|daddy)\b",
        r"\b(mother|father|man|woman|men|women|boys?|girls?|boyfriend|girlfriend|hubby|lady)\b",
        r"\b(god|pray\w*|church|mosque|temple|bless\w*|christmas|xmas|easter|santa|ramadan)\b",
        r"your (wedding|marriage|honeymoon|anniversary)|\b(in-laws|married)\b",
        r"\b(babysit\w*|nanny|\bgym|getaway|spa day|housekeeper|maid)\b",
    ),
    _family(
        "praising from above",
        "say what was hard, or nothing",
        r"well done|good job|great job|proud of you|(you've|you) got this|you( two| both)? deserve",
        r"\brock ?stars?\b|super(hero|mom|dad|parent)|keep going\b",
    ),
    _family(
        "posters",
        "name one thing that can be seen",
        r"\bjourney|\bcherish|\bmagical|\bprecious|\bamazing|\bspark\b|\bnurtur|\bmeaningful",
        r"quality time|self-care|\bme-time\b|love languages?|date your (spouse|partner)",
        r"(?<!['\"])enjoy every|they grow up|so fast|make memories|making memories|little things",
        r"\bsoul ?mate|(your|my|our) better half|stronger together|teamwork|\bnot perfect\b",
        r"\bgrateful|\bgratitude|\bblissful|happy (wife|home|couple)",
    ),
    _family(
        "therapy",
        "plain words; this makes no clinical claim",
        r"\bmindful|\bcommunicat|\bconnection|\breconnect|\bintima|\bbonding\b|\bboundar|\btoxic",
        r"\btrauma|\btherap|\banxi|\bdepress|\bstress|\bburn-?out|\btrigger|\bvalidat|\bhealing",
        r"hold(ing)? space|safe space|check in with yourself|\bunpack (that|this|your feel)",
        r"\bvulnerab|\battachment|\binner child|\bcoping|\bself-esteem|\bemotional|\bunmet need",
        r"\bstudies\b|\bresearch|\bexperts\b|\bscien(ce|tific|tists?)\b|\bproven\b",
    ),
    _family(
        "promising",
        "leave what comes of it open",
        r"will (make|bring|help|save|fix|change|keep) (you|your|both|things|it)\b.{0,20}"
        r"(closer|happier|happy|better|together|stronger)",
        r"\bguarantee|works every time|transform|the secret (to|of)|happier\b|\bcloser together\b",
        r"you('ll| will) (feel better|thank|be glad|sleep better|be happier|feel closer)",
    ),
    _family(
        "pushing",
        "leave sex, forgiving and love to them",
        r"\bsex|\bforgiv|\bapologi[sz]|\bsorry\b|\blove you\b|\bmake up with\b|\bmake love",
        r"\bkiss and make up|\bget over it\b|\bmake it up to",
    ),
    _family(
        "watching",
        "we know nothing of their evening",
        r"\bwe (noticed|saw|see|know) (you|that you)|\bwe've (noticed|seen)|\bwe are watching",
        r"\b(we|i)('ve| have)? (told|asked|thanked) (\{partner\}|your partner)",
    ),
    _family("shouting", "a full stop will do", r"!"),
    _family("a link", "items have none; our templates add the one that is needed", r"\bhttps?:"),
)

# Words that only make sense to some; an item that uses one says for whom.
ONLY_FOR = re.compile(
    r"\b(baby|babies|newborn|diapers?|nappy|nappies|crib|stroller|kids?|child|children|toddlers?"
    r"|teen\w*|homework|nursery|daycare|preschool|pregnan\w*|bump)\b|\bschool (run|bag|morning)s?\b"
)
# A comfort that not everybody shares, and words by which one knows it.
NEEDS_TAG = {
    "touch": re.compile(
        r"\b(hug(?! the)|hugs|hugging|kiss\w*|cuddl\w*|massag\w*|(back|foot|shoulder) ?rubs?"
        r"|hold(ing)? hands|snuggl\w*|spooning)\b|\brub (their|your|each)\b"
    ),
    "alcohol": re.compile(
        r"\b(wine|beers?|cocktails?|whisk\w+|champagne|prosecco|gin|vodka|cider)\b"
    ),
    "food": re.compile(
        r"\b(take-?out|take-?away|pizza|dessert|ice cream|popcorn|chocolate|cheese|cookies?"
        r"|picnic|fondue|pancakes?)\b"
    ),
}
