"""Who made an article, where its text says so: *Pewarta: … Editor: … Copyright © ANTARA 2024*."""

from __future__ import annotations

import re
from collections.abc import Iterator

# What follows a label, to the end of the line, of the parenthesis or before a claim: names, no sentence.
_CREDIT = re.compile(
    r"(?<![A-Z])(?P<open>\(?)(?:(?:Pewarta|Reporter|Penulis|Editor|Redaktur|Penyunting|Penerjemah|Uploader"
    r"|Fotografer)\s?:|(?<=\()Penulis(?=\s[A-Z])|Diadaptasi oleh)\s"
    r"(?P<names>[^()\n]{1,200}?)(?P<close>\)|$|(?=[(\n]|Copyright|©))"
)
# Before a dateline or a line's end: *Laporan Wartawan Tribunnews.com, Fahmi Ramadhan*.
_REPORT = re.compile(
    r"(?<!\w)Laporan (?:Wartawan|Reporter|Jurnalis|Kontributor|Koresponden)\s[^,:\n]{2,40}[,:]\s"
    r"[A-Z][\w.'’-]*(?:[ /,]{1,2}[A-Z][\w.'’-]*){0,5}?(?=\s*(?:$|\n|[A-Z]{4}))"
)
# Whose picture it is: *KOMPAS.com/SUCI RAHAYU Pelatih …*, *(Tribunnews.com/Gilang Putranto)*.
_PICTURE = re.compile(
    r"\b(?:\w{3,}\.(?i:com|net|id|co)|AP Photo|A(?:NTARA|ntara) F(?:OTO|oto)|AFP|EPA|Getty Images|REUTERS"
    r"|(?i:shutterstock))/"
    r"(?:[A-Z][A-Z.'’-]+\b(?: [A-Z][A-Z.'’-]+\b)*|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?)"
)
# The same in parentheses: *(Dok. Humas/Bayu Pratomo)*, *(Foto: Bayu Pratomo)*.
_SHOWN = re.compile(
    r"\((?:Foto|FOTO)(?:\s?:| oleh)\s?[^()\n]{1,60}\)|\(Dok(?:umentasi)?[.:]\s?[^()\n]{1,60}\)(?=\.?\s*$)",
    re.MULTILINE,
)
# Who wrote another article, above its date in a list: *Asad Arifin*, *6 November 2025, 21:38 WIB*.
_BYLINE = re.compile(
    r"^(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})\n"
    r"\d{1,2} (?:Jan|Feb|Mar|Apr|Mei|Jun|Jul|Agu|Sep|Okt|Nov|Des)\w* \d{4}\b",
    re.MULTILINE,
)
# What no list of names has.
_SENTENCE = re.compile(r"[?!]|(?:\b[a-z]+\W+){3}")


def credit_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a line names who made the article: *Laporan …*, pictures, at its end, in parentheses."""
    if report := _REPORT.search(text) if "Laporan " in text else None:
        yield report.span()
    for picture in _PICTURE.finditer(text) if "/" in text else ():
        yield picture.span()
    for shown in _SHOWN.finditer(text) if "(" in text else ():
        yield shown.span()
    told = ":" in text or "(Penulis" in text or "Diadaptasi" in text
    for match in _CREDIT.finditer(text) if told else ():
        after = text[match.end() :].strip(" ).")
        ends = (match["open"] and match["close"]) or not after or after.startswith(("Copyright", "©"))
        if ends and not _SENTENCE.search(match["names"]):
            yield match.span()


def byline_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines of a text that are the names of who wrote other articles, each above a date."""
    for match in _BYLINE.finditer(text):
        yield match.span("name")
