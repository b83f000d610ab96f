"""Opt-outs and danger in scripts that the reader was not taught. Pure.

Russian, Chinese, Korean, Arabic and Hindi; in a text of one clause a line.
"""

from __future__ import annotations

from chalicelib.replies.words import any_of, bare

# Do not write, enough, leave me be
LEAVING = any_of(
    *map(bare, ("не пиши", "хватит", "отпиш", "отстань", "退订", "不要发", "不要再发", "别再发")),
    *map(bare, ("停止", "수신거부", "그만 보내", "لا ترسل", "توقف", "الغاء", "बंद कर", "मत भेज")),
)
# I am afraid; he hits me; kill; die
DANGER = any_of(
    *map(bare, ("боюсь", "бьет", "ударил", "убить", "убьет", "умереть", "打我", "害怕", "自杀")),
    *map(bare, ("想死", "杀了", "خائفة", "ضربني", "يضربني", "اموت", "मारता", "डर लग", "मरना")),
)
