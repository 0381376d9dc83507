"""Newsrooms that an article credits and is not about: *SEMARANG, KOMPAS.com - …*, *kepada Antara. (RMOL)*."""

from __future__ import annotations

import re

from .rules import people_rules

# The name of a site of news, whatever else was taken for part of it: *Alfarizy AF TRIBUNNEWS.COM*.
_SITE = re.compile(
    r"(?:^|[\s/.])(?=[\w-]*(?:antara|berita|bisnis|bola|detik|fajar|gelora|genpi|harian|hops|jatim|jogja|jpnn|koran"
    r"|kompas|kontan|kumparan|liputan|media|merdeka|news|okezone|pojok|pos\b|post|radar|republika|rmol|serambi|sindo"
    r"|solopos|suara|tempo|terkini|times|tirto|tribun|viva|warta))"
    r"\w[\w-]*\.(?:com?|net|org|tv|info|news|(?:co\.)?id)(?![\w-])",
    re.IGNORECASE,
)
_ANY_SITE = re.compile(r"\w\.(?:com?|net|org|tv|info|news|(?:co\.)?id)$", re.IGNORECASE)
_AGENCY = re.compile(r"kantor berita (?:politik )?")
# What names no firm: *detikJateng*, *RMOLBanten*, *KompasTekno*, *TIMES Jogja*.
_DESKS = re.compile(
    r"(?:\w+ )?(?:dilansir|pantauan|dirangkum)?(?:detik|rmol|tribunnews|kompas(?=[a-z]))\w*|TIMES(?: \w+)?",
    re.IGNORECASE,
)
_FIRMS = ("PT ", "CV ")
# What stands before a newsroom that is a source; so much of the text is looked at.
_REACH = 30
_BEFORE = re.compile(
    r"(?:kepada|dari|dikutip|dilansir|melansir|mengutip|dihubungi|dilihat|diterima|dikonfirmasi|konfirmasi|pantauan"
    r"|dirangkum|didapatkan|diberitakan|dimuat|dihimpun|ditayangkan|jaringan|laporan|laman|kanal|sumber|berita|politik"
    r"|data|tayang di)[ :]+\Z",
    re.IGNORECASE,
)
_CLOSES = ("(", "[", "/", ".", "\n", ". ")
_CLOSED = re.compile(r"\s*(?:[)\]/]|\Z|\n)")
# Behind a site: no verb, whose subject it would be.
_BEHIND = re.compile(
    r"\W*(?:\Z|[^a-z\s]|(?:[^\w\s]|\n)|(?:dan|di|dengan|dalam|pada|saat|sesaat|melalui|usai)\b)"
)


def is_credited(text: str, start: int, end: int) -> bool:
    """Tell whether the organisation at `start`–`end` of a text is a newsroom that it only credits.

    A source is credited (*kepada Antara*), and what stands in a dateline or in brackets; a site or a desk is
    wherever it is not the subject of a verb: *detikcom digugat*.
    """
    surface = text[start:end]
    before = text[max(0, start - _REACH) : start]
    closed = before.endswith(_CLOSES) and _CLOSED.match(text, end) is not None
    source = closed or _BEFORE.search(before) is not None
    newsroom = _AGENCY.sub("", surface.lower()) in people_rules().newsrooms
    if source and (newsroom or _ANY_SITE.search(surface)):
        return True
    if surface.startswith(_FIRMS) or not (_SITE.search(surface) or _DESKS.fullmatch(surface)):
        return False
    return source or _BEHIND.match(text, end) is not None
