"""Newsrooms and authors that an article credits and is not about: *kepada Antara*, *Editor: Budi*."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from index import Mention

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
_REACH, _REACH_OF_AUTHOR = 30, 60
_BEFORE = re.compile(
    r"(?:kepada|dari|dikutip|dilansir|melansir|mengutip|dihubungi|dilihat|diterima|dikonfirmasi|konfirmasi|pantauan"
    r"|dirangkum|didapatkan|diberitakan|dimuat|dihimpun|jaringan|laporan|laman|kanal|jurnalis|wartawan|reporter"
    r"|sumber|berita|politik|melaporkan|data|editor|foto)[ :]+\Z",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\s*(?:\)|\Z|\n)")
# What stands before who wrote an article, took its picture or edited it.
_BEFORE_AUTHOR = re.compile(
    r"(?:\b(?:Pewarta|Editor|Penulis|Reporter|Redaktur|Penyunting|Fotografer|Kontributor|Uploader) ?: ?"
    r"|\(Penulis |\| ?Editor |\bDiadaptasi oleh |\bFOTO ?/ ?"
    r"|\bLaporan (?:Wartawan|Reporter|Koresponden|Kontributor|Jurnalis) [^\n,]{2,30}?[,.] )\Z"
)
_AND = re.compile(r" dan |, ?|/| & ")


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


def without_authors(people: Iterable[Mention], text: str) -> Iterator[Mention]:
    """Yield the mentions of people, in order, but of authors: *Pewarta: Budi Santoso dan Siti Aminah*."""
    behind = -1
    for mention in people:
        joined = behind >= 0 and _AND.fullmatch(text, behind, mention.start)
        before = text[max(0, mention.start - _REACH_OF_AUTHOR) : mention.start]
        if joined or _BEFORE_AUTHOR.search(before):
            behind = mention.end
        else:
            behind = -1
            yield mention
