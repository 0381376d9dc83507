"""A text as words with what stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Two names are two words (*Marcus Gideon/Kevin Sanjaya*); a unit (*Kodim 0736/Batang*) and what a site's name
# begins stay one.
_SLASH = r"/(?:(?![A-Z][a-z])|(?<=[\dIVX]/)|(?<=\.com/)|(?<=\.id/)|(?<=\.co/)|(?<=\.net/))"
# Inside a word, but where a space is lost behind a sentence (*pulang.Dia*, *2024.Dia*, *KPK.Dia*, *itu.KPK*;
# *Kompas.Com* is one word), a title or an initial (*S.Parman*; *S.Farm* is one word).
_DOT = (
    r"\.(?!(?:(?<=[a-z]{2}\.)|(?<=\d\.)(?!(?:News|Info|Web|Go|Ac|Sch|Or|My|Pdf|Jpg|Pd)\b))"
    r"(?!(?:Com|Co|Id|Net|Org|Tv|Js)\b)[A-Z][a-z]"
    r"|(?<=[A-Z]{2}\.)(?!(?:Com|Co|Id|Net|Org|Tv|Js)\b)[A-Z][a-z]"
    r"|(?<=[a-z]{2}\.)(?!(?:COM|CO|ID|NET|ORG|TV|JS|FM|AI|NEWS)\b)[A-Z]{2}"
    r"|(?<=(?<!\w)(?:[Dd]r|Ir|Hj|KH)\.)[A-Z][a-z][a-z'’]|(?<=(?<!\w)H\.)[A-Z][a-z]{2}"
    r"|(?<=(?<!\w)[A-Z]\.)(?!(?:Farm|Stat|Ikom|Ling|League)\b)[A-Z][a-z]{3})"
)
# But behind a number in a line-up: *3-Eder Militao*.
_HYPHEN = r"-(?!(?<=\d-)[A-Z][a-z])"
# The first part is for speed alone: most words are of plain letters.
_WORD = re.compile(rf"([a-zA-Z]++(?![.'’‘\-/]?\w)|[^\W_]+(?:(?:{_DOT}|['’‘]|{_HYPHEN}|{_SLASH})[^\W_]+)*)")
_ENDS = re.compile(r"[.!?:\n“\"•–—]")
# A site's name ends a sentence as any word does: *… dari Kompas.com. Mari bergabung*.
_SITE = re.compile(r"\w{3,}\.(?:com|net|org|(?:co\.|go\.)?id)$", re.IGNORECASE)
# An Arabic article before a name: *Abdul Aziz as-Sa'di*.
_ARTICLE = re.compile(r"(?:a[lsrtndz]|asy|ash|ath|el)-[A-Z]")
_INITIAL = re.compile(r"(?:^|[\s.])[A-Z]$")


# Not frozen, which is made three times as fast: a text has hundreds.
@dataclass(slots=True)
class Word:
    """A word; `gap` is what stands between it and the word before; `opens` tells a sentence's first.

    `lower` is written small, and at length where that tells more (*bapak* of *Bpk*).

    `capital` tells whether it begins with a capital letter, behind an article or not, `rank` whether it is
    part of a rank or of a title of several words (see `ranks`); `margin` by how much the tagger holds it to
    be a person's, `organisation_margin` an organisation's (see `tagger`); `besides` what somebody
    is called inside the name (see `nicknames`).
    """

    start: int
    end: int
    text: str
    lower: str
    gap: str
    opens: bool
    line: int
    capital: bool
    rank: bool = False
    margin: float = 0.0
    organisation_margin: float = 0.0
    besides: tuple[str, ...] = ()

    @property
    def shouted(self) -> bool:
        """Tell whether it is written in capitals throughout (an acronym, or a shouted title)."""
        return len(self.text) > 1 and self.text.isupper()


def split(text: str) -> list[Word]:
    """Return the words of `text`; line 0 is the title, and a text of one line has none.

    Names of accounts (*@SeduhPahit*) are left out.
    """
    words: list[Word] = []
    end, line = 0, int("\n" not in text.strip())
    parts = _WORD.split(text)
    # After the last word stands a gap more.
    behind = 0
    for gap, found in zip(parts[::2], parts[1::2], strict=False):
        start = end + len(gap)
        end = start + len(found)
        opens = not words
        # Most words stand behind a space.
        if gap != " " or behind + 1 < start:
            if gap.endswith("@"):
                # What somebody is called elsewhere: *akun @SeduhPahit*.
                continue
            if behind + len(gap) < start:
                gap = text[behind:start]
            # As if the space were there.
            gap = ". " if gap == "." else gap
            line += gap.count("\n")
            opens = opens or bool(_ENDS.search(gap))
            if opens and words and gap.startswith(". ") and _abbreviated(words[-1].text):
                opens = False
        behind = end
        if found.islower():
            lower, capital = found, False
        else:
            lower = _LONG.get(found) or found.lower()
            capital = found[0].isupper() or ("-" in found and _ARTICLE.match(found) is not None)
        words.append(Word(start, end, found, lower, gap, opens, line, capital))
    return words


def _abbreviated(word: str) -> bool:
    """Tell an initial or a title (*H.*, *Dr.*, *Drs.*, *S.H.*) from a sentence's last word."""
    if _SITE.search(word):
        return False
    # But a number's full stops are its own: *Rp 30.000. Budi pulang*.
    dotted = "." in word and not word[-1].isdigit()
    return dotted or bool(_INITIAL.search(word)) or word.lower() in _SHORTENED


# Forms of address that are an office in capitals (*BPK*).
_LONG = {"Bpk": "bapak"}
# Given names that are written short, with a full stop: *Moh. Ali*.
SHORT_NAMES = frozenset({"moh", "muh", "mohd", "muhd", "moch", "much", "abd"})
_SHORTENED = SHORT_NAMES | {
    "dr", "drs", "dra", "ir", "hj", "kh", "prof", "drg", "tgk", "jl", "jln", "kec", "kab", "st", "no",
    "plt", "plh", "pj", "pjs", "bpk", "sdr", "pdt", "ust", "pt", "cv",
}  # fmt: skip
