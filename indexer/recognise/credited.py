"""Newsrooms that an article credits and is not about: *SEMARANG, KOMPAS.com - …*, *kepada Antara*."""

from __future__ import annotations

import re

from .rules import people_rules

# The name of a site, whatever else was taken for part of it: *Alfarizy AF TRIBUNNEWS.COM*.
_SITE = re.compile(
    r"(?:^|[\s/.])\w[\w-]*\.(?:com?|net|org|tv|info|news|(?:co\.|go\.|ac\.|or\.|web\.)?id)(?![\w-])",
    re.IGNORECASE,
)
# What names no firm: *detikJateng*, *RMOLBanten*, *KompasTekno*.
_DESKS = re.compile(
    r"(?:(?:\w+ )?(?:dilansir|pantauan|dirangkum)?(?:detik|rmol|tribun|kompas(?=[a-z]))\w*|TIMES(?: \w+)?)",
    re.IGNORECASE,
)
_AGENCY = "Kantor Berita "
_FIRMS = ("PT ", "CV ")
# What stands before a newsroom that is a source; so much of the text is looked at.
_REACH = 30
_BEFORE = re.compile(
    r"(?:kepada|dari|dikutip|dilansir|melansir|mengutip|dihubungi|dilihat|diterima|dikonfirmasi|konfirmasi|pantauan"
    r"|dirangkum|didapatkan|diberitakan|dimuat|dihimpun|jaringan|laporan|laman|kanal|jurnalis|wartawan|reporter"
    r"|sumber|berita|politik|melaporkan|data|editor|foto)[ :]+\Z",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\s*(?:\)|\Z|\n)")


def is_credited(text: str, start: int, end: int) -> bool:
    """Tell whether the organisation at `start`–`end` of a text is a site or a newsroom that it credits."""
    surface = text[start:end]
    if surface.startswith(_FIRMS):
        return False
    if _SITE.search(surface) or _DESKS.fullmatch(surface) or surface.startswith(_AGENCY):
        return True
    if surface.lower() not in people_rules().newsrooms:
        return False
    before = text[max(0, start - _REACH) : start]
    # *(Antara)* and what ends the text: *… pungkasnya.viva*
    closed = before.endswith(("(", "/", ".", "\n", ". ")) and _ALONE.match(text, end) is not None
    return closed or _BEFORE.search(before) is not None
