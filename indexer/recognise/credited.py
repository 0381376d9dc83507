"""Newsrooms that an article credits and is not about: *SEMARANG, KOMPAS.com - …*, *kepada Antara. (RMOL)*."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .rules import people_rules

# The name of a site of news, whatever else was taken for part of it: *Alfarizy AF TRIBUNNEWS.COM*.
_NEWS_SITE = re.compile(
    r"(?:^|[\s/.])(?=[\w-]*(?:antara|berita|bisnis|bola|detik|fajar|gelora|genpi|harian|hops|jatim|jogja|jpnn|koran"
    r"|kompas|kontan|kumparan|liputan|media|merdeka|news|okezone|pojok|pos\b|post|radar|republika|rmol|serambi|sindo"
    r"|solopos|suara|tempo|terkini|times|tirto|tribun|viva|warta))"
    r"\w[\w-]*\.(?:com?|net|org|tv|info|news|(?:co\.)?id)(?![\w-])",
    re.IGNORECASE,
)
_SITE = re.compile(r"\w\.(?:com?|net|org|tv|info|news|(?:co\.)?id)$", re.IGNORECASE)
_AGENCY = re.compile(r"kantor berita (?:politik )?")
# What names no firm: *detikJateng*, *RMOLBanten*, *KompasTekno*, *TIMES Jogja*.
_DESK = re.compile(
    r"(?:\w+ )?(?:dilansir|pantauan|dirangkum)?(?:detik|rmol|tribunnews|kompas(?=[a-z]))\w*|TIMES(?: \w+)?",
    re.IGNORECASE,
)
_FIRMS = ("PT ", "CV ")
# Where something is shown, if it is *di Twitter*.
PLATFORMS = frozenset("facebook instagram telegram tiktok twitter whatsapp youtube".split())
# What stands before a source; so much of the text is looked at.
_REACH = 50
_SOURCE = re.compile(
    r"(?:\b(?:kepada|dikutip|dilansir|melansir|mengutip|dihubungi|dilihat|diterima|dikonfirmasi|konfirmasi|pantauan"
    r"|dirangkum|didapatkan|diberitakan|dimuat|dihimpun|ditayangkan|jaringan|laporan|laman|kanal|sumber|berita|politik"
    r"|data|tayang di)"
    r"|(?:kutip|lansir|rangkum|himpun|sadur|peroleh|dapat|terima|data|informasi|izin|berita|artikel|jaringan"
    r")[^.\n]{0,25} dari)[ :]+\Z",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"\b(?:akun|aplikasi|dari|di|ke|kanal|laman|lewat|medsos|melalui|media sosial|pengguna|pesan|postingan"
    r"|pribadi|resmi|unggahan|via|video)[ :]+\Z",
    re.IGNORECASE,
)
# Of a newsroom that is the matter of an article.
_MATTER = re.compile(
    r"\b(?:kantor|gedung|(?<!Tim )redaksi|redaktur|direktur|ceo|pendiri|pemilik|bos|(?<!Laporan )wartawan"
    r"|jurnalis|karyawan|situs|saham|terhadap|membeli|memeriksa|menggugat|meretas|milik"
    r"|mengakuisisi)[ ,:]+\Z",
    re.IGNORECASE,
)
_CLOSES = ("(", "[", "/", ".", "\n", ". ")
_CLOSED = re.compile(r"\s*(?:[)\]/]|\Z|\n)")
# What a title ends with: *Harga Emas Naik | Republika Online*.
_TAIL = re.compile(r"(?: \w+)?\s*(?:\n|\Z)")
# Behind a site: no verb, whose subject it would be.
_BEHIND = re.compile(
    r"\W*(?:\Z|[^a-z\s]|(?:[^\w\s]|\n)|(?:dan|di|dengan|dalam|pada|saat|sesaat|melalui|usai)\b)"
)


def credited(text: str, spans: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return which of the organisations at these spans of a text are newsrooms that it only credits.

    A source is credited (*kepada Antara*), and what stands in a dateline or in brackets; a site or a desk is
    but where it is the subject of a verb: *detikcom digugat*. So is a platform that something is on. None is
    that the text is about somewhere: *Kantor Tempo.co dijaga*.
    """
    found = [span for span in spans if _is_credited(text, *span)]
    matter = {text[start:end].lower() for start, end in spans if _MATTER.search(_before(text, start))}
    matter -= PLATFORMS
    return {(start, end) for start, end in found if text[start:end].lower() not in matter}


def _before(text: str, start: int) -> str:
    return text[max(0, start - _REACH) : start]


def _is_credited(text: str, start: int, end: int) -> bool:
    surface, lower = text[start:end], text[start:end].lower()
    before = _before(text, start)
    if lower in PLATFORMS:
        return _SHOWN.search(before) is not None
    newsroom = _AGENCY.sub("", lower) in people_rules().newsrooms
    news = _NEWS_SITE.search(surface) or _DESK.fullmatch(surface)
    own = news is not None and not surface.startswith(_FIRMS)
    if not (newsroom or own or _SITE.search(surface)):
        return False
    closed = before.endswith(_CLOSES) and _CLOSED.match(text, end) is not None
    tail = before.endswith((" : ", " | ")) and _TAIL.match(text, end) is not None
    if closed or tail or _SOURCE.search(before):
        return True
    return own and _BEHIND.match(text, end) is not None
