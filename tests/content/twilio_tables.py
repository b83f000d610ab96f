"""What Twilio publishes of GSM-7: the letters of a text, and what its Smart Encoding replaces.

https://www.twilio.com/docs/glossary/what-is-gsm-7-character-encoding
https://www.twilio.com/docs/messaging/features/smart-encoding-char-list
both as its segment calculator has them (TwilioDevEd/message-segment-calculator, 2024-06-26),
compared code point by code point on 2026-11-22.
"""

from __future__ import annotations

# In the order of their septets, sixteen a row (3GPP TS 23.038, 6.2.1); 0x1B is the escape.
BASIC = (
    "@\u00a3$\u00a5\u00e8\u00e9\u00f9\u00ec\u00f2\u00c7\n\u00d8\u00f8\r\u00c5\u00e5"
    "\u0394_\u03a6\u0393\u039b\u03a9\u03a0\u03a8\u03a3\u0398\u039e\x1b\u00c6\u00e6\u00df\u00c9"
    " !\"#\u00a4%&'()*+,-./"
    "0123456789:;<=>?"
    "\u00a1ABCDEFGHIJKLMNO"
    "PQRSTUVWXYZ\u00c4\u00d6\u00d1\u00dc\u00a7"
    "\u00bfabcdefghijklmno"
    "pqrstuvwxyz\u00e4\u00f6\u00f1\u00fc\u00e0"
)
ESCAPE = 0x1B
# After the escape, by its second septet.
EXTENSION = {
    0x0A: "\f", 0x14: "^", 0x28: "{", 0x29: "}", 0x2F: "\\", 0x3C: "[", 0x3D: "~", 0x3E: "]",
    0x40: "|", 0x65: "\u20ac",
}  # fmt: skip

# What is said instead: of which code points.
REPLACED = {
    '"': "00AB 00BB 02BA 02EE 201C 201D 201E 201F 275D 275E 301D 301E FF02",
    "'": (
        "0060 00B4 02B9 02BB 02BC 02BD 02C8 02CA 02CB 0313 0314 2018 2019 201B 275B 275C FE10 "
        "FE11 FF07"
    ),
    "/": "00F7 0337 0338 2044 2215 29F8 FF0F",
    "1/4": "00BC",
    "1/2": "00BD",
    "3/4": "00BE",
    "\\": "20E5 29F5 29F9 FE68 FF3C",
    "_": "0332 2017 FF3F",
    "|": "20D2 20D3 2223 239C 239F 23B8 23B9 23D0 FF5C",
    "-": "2010 2013 2014 2015 2022 2043 23BC 23BD FE63 FF0D",
    "@": "FE6B FF20",
    "$": "FE69 FF04",
    "!": "01C3 FE15 FE57 FF01",
    "#": "FE5F FF03",
    "%": "FE6A FF05",
    "&": "FE60 FF06",
    ",": "0326 201A 3001 FE50 FE51 FF0C FF64",
    "(": "2768 276A 27EE 2985 FE59 FF08",
    ")": "2769 276B 27EF 2986 FE5A FF09",
    "*": (
        "204E 2217 229B 2722 2723 2724 2725 2731 2732 2733 273A 273B 273C 273D 2743 2749 274A "
        "274B 29C6 FE61 FF0A"
    ),
    "+": "02D6 FE62 FF0B",
    ".": "3002 FE52 FF0E FF61",
    "0": "FF10",
    "1": "FF11",
    "2": "FF12",
    "3": "FF13",
    "4": "FF14",
    "5": "FF15",
    "6": "FF16",
    "7": "FF17",
    "8": "FF18",
    "9": "FF19",
    ":": "02D0 02F8 2982 A789 FE13 FF1A",
    ";": "204F FE14 FE54 FF1B",
    "<": "203A FE64 FF1C",
    "=": "0347 A78A FE66 FF1D",
    ">": "2039 FE65 FF1E",
    "?": "FE16 FE56 FF1F",
    "A": "1D00 FF21",
    "B": "0299 FF22",
    "C": "1D04 FF23",
    "D": "1D05 FF24",
    "E": "1D07 FF25",
    "F": "A730 FF26",
    "G": "0262 FF27",
    "H": "029C FF28",
    "I": "026A FF29",
    "J": "1D0A FF2A",
    "K": "1D0B FF2B",
    "L": "029F FF2C",
    "M": "1D0D FF2D",
    "N": "0274 FF2E",
    "O": "1D0F FF2F",
    "P": "1D18 FF30",
    "Q": "FF31",
    "R": "0280 FF32",
    "S": "A731 FF33",
    "T": "1D1B FF34",
    "U": "1D1C FF35",
    "V": "1D20 FF36",
    "W": "1D21 FF37",
    "X": "FF38",
    "Y": "028F FF39",
    "Z": "1D22 FF3A",
    "^": "02C6 0302 1DCD FF3E",
    "{": "2774 FE5B FF5B",
    "}": "2775 FE5C FF5D",
    "[": "FF3B",
    "]": "FF3D",
    "~": "02DC 02F7 0303 0330 0334 223C FF5E",
    "  ": (
        "0080 008D 0090 009B 009F 00A0 2000 2002 2003 2004 2005 2006 2007 2008 2009 200A 202F "
        "205F 3000"
    ),
    "": "0000 0003 0004 0010 0011 0012 0013 0014 0017 0019 200B 2060 FEFF",
    "       ": "0009",
    "!!": "203C",
    " ": "2001 2028 2029",
    "...": "2026",
}
