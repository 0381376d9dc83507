"""The body of an article as a content system keeps it: HTML without a page around it."""

from __future__ import annotations

import html
import re

from .clean import Context, clean
from .lines import linearise, linearise_markup, squeeze
from .markup import is_html, parse
from .prune import Cut
from .soup import grow

_OPENING = re.compile(
    r"\s*<(?:!--|/?(?:p|div|h[1-6]|figure|blockquote|ul|ol|table|span|strong|em|b|a|br)\b)", re.I
)
_BLOCK = re.compile(r"<(?:p|br|div|li|h[1-6]|blockquote|tr)\b", re.IGNORECASE)
_NEWLINE = re.compile(r"<[^<>]*>|\r\n?|\n")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_TAG = re.compile(r"<[^<>]{0,2000}>")
# Shortcodes of WordPress (Shortcode API): those that show no text of the article go with what they enclose.
_WITHOUT_TEXT = (
    "caption|wp_caption|gallery|playlist|audio|video|embed|youtube|googlemaps|contact-form|contact-form-7"
)
_ENCLOSING = re.compile(
    rf"\[({_WITHOUT_TEXT})(?=[\s\]])[^\[\]]{{0,2000}}\](?:(?!\[\1[\s\]]).){{0,5000}}?\[/\1\]", re.I | re.S
)
# Of the others only the brackets go; a bracket that an editor wrote (`[red]`, `[sic]`) stays.
_SHORTCODE = re.compile(
    rf"\[/?(?:{_WITHOUT_TEXT}|(?:vc|et_pb|fusion|su|av|mk|wp)[_-]\w{{1,40}}|\w{{1,40}}(?=\s+\w{{1,40}}=))(?:\s[^\[\]]{{0,2000}})?/?\]",
    re.IGNORECASE,
)


def is_fragment(text: str) -> bool:
    """Return whether a body is plainly HTML and not a text that happens to hold `<`."""
    return _OPENING.match(text) is not None or is_html(text)


def paragraphs_of(text: str, title: str, author: str | None = None) -> list[str]:
    """Return the paragraphs of a body in HTML, by the same rules as those of a page.

    Shortcodes of WordPress and the comments of its block editor go. Where nothing marks paragraphs, a
    line is one, as WordPress shows it. Raises Refused for markup beyond all bounds.
    """
    text = _SHORTCODE.sub(" ", _ENCLOSING.sub("\n", text))
    root, _ = parse(_with_breaks(text))
    found = root.find("body")
    body = root if found is None else found
    cut = Cut(body, linearise_markup(body))
    lines = linearise(grow(cut.root, cut.leaves_out))
    return clean(lines, Context(title, author)).paragraphs or [line.text for line in lines]


def line_of(text: str) -> str:
    """Return a title or name in which tags or entities may stand as one line of plain text."""
    return squeeze(html.unescape(_TAG.sub(" ", text) if "<" in text else text))


def _with_breaks(text: str) -> str:
    """Return HTML in which the line breaks that WordPress would show are marked."""
    if not _BLOCK.search(text):
        return _NEWLINE.sub(lambda match: match[0] if match[0][0] == "<" else "<br>", text)
    return _BLANK_LINE.sub("<br>", text)
