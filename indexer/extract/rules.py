"""The rules of `rules.toml`, compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("rules.toml")
# So many classes and ids are remembered: an archive's sites, read in turns, have some thousands.
_KEPT = 16_384
_CASE_CHANGE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def _any(patterns: Iterable[str], flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)


def _filled(pattern: str, dateline: dict[str, Any]) -> str:
    for sign, name in (("{W}", "word"), ("{D}", "dash"), ("{S}", "site")):
        pattern = pattern.replace(sign, dateline[name])
    return pattern


def _spelled(phrases: Iterable[str]) -> str:
    """Return a pattern for any of some phrases, whatever blanks are in them."""
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)


def _names(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(words)})(?=$|[\s_-])")


def split_names(names: str) -> str:
    """Return class and id words in lower case, `relatedPosts` as `related-posts`."""
    return names if names.islower() else _CASE_CHANGE.sub("-", names).lower()


class Rules:
    """Compiled patterns and word sets; attribute names follow the tables of `rules.toml`."""

    def __init__(self, table: dict[str, Any]) -> None:
        page, listing, junk = table["page"], table["listing"], table["junk"]
        title, meta, dates, dateline = (table[k] for k in ("title", "metadata", "dates", "dateline"))
        self.minimum_words: int = page["minimum_words"]
        self.minimum_characters: int = page["minimum_characters"]
        self.maximum_depth: int = page["maximum_depth"]
        self.maximum_markup: int = page["maximum_markup"]
        self.drop_tags: frozenset[str] = frozenset(page["drop_tags"])
        self.drop_names = _names(page["drop_names"])
        self.vague_names: frozenset[str] = frozenset(page["vague_names"])
        self.body_names = _names(page["body_names"])
        self.listing_classes = re.compile(rf"^(?:{'|'.join(listing['body_classes'])})$")
        self.listing_titles = _any(listing["titles"])
        self.missing_titles = _any(listing["missing"])
        self.nothing_there = _any(listing["nothing_there"])
        self.missing_words: int = listing["missing_words"]
        self.listing_paths = _any(listing["paths"])
        self.listing_types: frozenset[str] = frozenset(listing["types"])
        marker = _spelled(junk["related_markers"])
        heading = f"{marker}|{_spelled(junk['related_headings'])}"
        kinds = "|".join(junk["related_kinds"])
        self.related_start = re.compile(rf"^\W*(?:{heading})(?:\s+\w+)?\s*(?::|$)", re.IGNORECASE)
        self.related_inside = re.compile(rf"(?<!\w)[\[(]?(?:{marker})(?:\s+(?:{kinds}))?\s*:", re.IGNORECASE)
        self.related_bare = re.compile(rf"(?:^|(?<=[\s.!?”\"]))[\[(]?(?:{marker})\s*:?\s*$", re.IGNORECASE)
        self.tail = re.compile(rf"^\W{{0,3}}(?:{'|'.join(junk['tail_markers'])})", re.IGNORECASE)
        self.announcements = re.compile(rf"\W*(?:{'|'.join(junk['announcements'])})\W*", re.IGNORECASE)
        self.comments_counted = re.compile(rf"\W*(?:{'|'.join(junk['comments_counted'])})\W*", re.IGNORECASE)
        verbs, targets = "|".join(junk["invitation_verbs"]), "|".join(junk["invitation_targets"])
        invitation = rf"(?:{verbs})\b.{{0,180}}\b(?:{targets})\b.{{0,260}}"
        self.junk_line = re.compile(rf"(?:{'|'.join([*junk['lines'], invitation])})", re.IGNORECASE)
        self.caption = _any(junk["captions"], 0)
        self.initials = _any(junk["initials"], 0)
        self.author_note = _any(junk["author_notes"])
        self.clock = re.compile(rf"^\W*{junk['clock']}\W*$", re.IGNORECASE)
        self.byline = re.compile(rf"^(?:{'|'.join(junk['bylines'])})(?P<name>.+)$", re.IGNORECASE)
        self.headline_words: frozenset[str] = frozenset(junk["headline_words"])
        self.dateline = _any((_filled(p, dateline) for p in dateline["patterns"]), 0)
        self.dateline_marked = _any((_filled(p, dateline) for p in dateline["marked"]), 0)
        self.dateline_length: int = dateline["maximum_length"]
        self.title_separator = re.compile(title["separators"])
        self.heading_names = _names(title["heading_names"])
        self.home_words: frozenset[str] = frozenset(meta["home_words"])
        self.no_author: frozenset[str] = frozenset(meta["no_author"])
        self.told_names = _names([*title["heading_names"], *meta["author_names"]])
        self.author_label = re.compile(
            rf"(?:^|[|/·•]\s*)(?:{'|'.join(meta['author_labels'])})(?:\s*:[\s|]*|\s+)", re.IGNORECASE
        )
        self.author_path = re.compile("|".join(map(re.escape, meta["author_paths"])))
        self.tag_path = _any(re.escape(path) for path in meta["tag_paths"])
        self.author_meta: tuple[str, ...] = tuple(meta["author_meta"])
        self.section_meta: tuple[str, ...] = tuple(meta["section_meta"])
        self.date_meta: tuple[str, ...] = tuple(meta["date_meta"])
        self.date_names = _names(meta["date_names"])
        self.updated_names = _names(meta["updated_names"])
        self.copyright = re.compile(meta["copyright"])
        self.language_words: dict[str, frozenset[str]] = {
            code: frozenset(words) for code, words in table["language"]["words"].items()
        }
        self.telling_words = frozenset().union(*self.language_words.values())
        self.part_names: frozenset[str] = frozenset(table["parts"]["names"])
        self.part_whole: frozenset[str] = frozenset(table["parts"]["whole"])
        self.default_zone: str = dates["default_zone"]
        self.updated_words = re.compile(rf"\b(?:{'|'.join(dates['updated_words'])})\b", re.IGNORECASE)
        self.zones: dict[str, str] = dict(dates["zones"])
        self.weekdays: dict[str, int] = {
            name: int(number) for number, names in dates["weekdays"].items() for name in names
        }
        longest = sorted(map(re.escape, self.weekdays), key=len, reverse=True)
        self.weekday = re.compile(rf"\b(?:{'|'.join(longest)})\b", re.IGNORECASE)
        self.relative_days: dict[str, int] = dict(dates["relative_days"])
        self.ago_units: dict[str, float] = dict(dates["ago_units"])
        self.ago_numbers: dict[str, int] = dict(dates["ago_numbers"])
        self.months: dict[str, int] = {
            name: int(number) for number, names in dates["months"].items() for name in names
        }


@cache
def rules() -> Rules:
    """Return the rules, read once per process."""
    return Rules(tomllib.loads(_FILE.read_text(encoding="utf-8")))


@lru_cache(_KEPT)
def named_as(words: str) -> str:
    """Return what class and id of an element say that it is: the `headline`, the `author`, or nothing."""
    split = split_names(words)
    if not rules().told_names.search(split):
        return ""
    return "headline" if rules().heading_names.search(split) else "author"


@lru_cache(_KEPT)
def names_no_article(words: str) -> bool:
    """Whether class and id of an element say that it is no article (menu, comments, caption …)."""
    return rules().drop_names.search(split_names(words)) is not None


@lru_cache(_KEPT)
def words_of_no_article(words: str) -> frozenset[str]:
    """Return the words of class and id that say that an element is no article."""
    found = rules().drop_names.finditer(split_names(words))
    return frozenset(match.group().strip(" _-\t\n") for match in found)


@lru_cache(_KEPT)
def names_body(words: str) -> bool:
    """Whether class and id of an element say that it holds an article's text."""
    return rules().body_names.search(split_names(words)) is not None
