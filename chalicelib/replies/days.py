"""The days of the week and the hours, as people name them: data for when.py and pauses.py. Pure."""

from __future__ import annotations

from chalicelib.replies.spelling import word_set

# English, then Spanish, French, German, Italian, Portuguese, Dutch
_MON = "mon monday mondays mnday lunes lundi montag lunedi segunda maandag"
_TUE = "tue tues tuesday tuesdays tusday teusday martes mardi dienstag martedi terca dinsdag"
_WED = (
    "wed weds wednesday wednesdays wensday wendsday wednsday miercoles mercredi mittwoch mercoledi"
)
_THU = "thu thur thurs thursday thursdays thrusday thirsday jueves jeudi donnerstag giovedi quinta"
_FRI = "fri friday fridays firday viernes vendredi freitag venerdi sexta vrijdag"
_SAT = "sat satday saturday saturdays saterday sabado samedi samstag sonnabend sabato zaterdag"
_SUN = "sun sunday sundays sundy domingo dimanche sonntag domenica zondag"
_DAYS = (_MON, _TUE, _WED, _THU, _FRI, _SAT, _SUN)
WEEKDAYS = {name: day for day, names in enumerate(_DAYS) for name in names.split()}
TODAY = word_set("tonight today 2day tonigt tonihgt hoy heute oggi hoje vanavond")
TOMORROW = word_set(
    "tomorrow tmrw tmw tmr tmrow tomorow tommorow tommorrow tomorrw tommorw 2moro 2morrow 2mrw",
    "tomoz tomo manana demain morgen domani amanha tomorro",
)
HOURS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
MINUTES = {
    "fifteen": 15, "thirty": 30, "forty five": 45, "fortyfive": 45, "twenty": 20, "forty": 40,
    "fifty": 50, "ten": 10, "oclock": 0, "o clock": 0,
}  # fmt: skip
