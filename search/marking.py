"""Where a query's words stand in a text, and which part of the text shows them best."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from whoosh.query import Not, Phrase, Prefix, Query, Term

from index.analysis import Analyser, Token, tokenise

from .model import Marked, Spans

SNIPPET_LENGTH = 220
_FIELDS = frozenset({"title", "body"})
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+|\n")


@dataclass(frozen=True, slots=True)
class LookedFor:
    """What a query looks for in the text of an article."""

    terms: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    prefixes: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.terms or self.phrases or self.prefixes)


def looked_for(query: Query) -> LookedFor:
    """Collect the terms, phrases and prefixes that a matching article may hold (nothing negated)."""
    terms: set[str] = set()
    phrases: dict[tuple[str, ...], None] = {}
    prefixes: dict[str, None] = {}

    def walk(node: Query) -> None:
        if isinstance(node, Not) or getattr(node, "fieldname", None) not in _FIELDS | {None}:
            return
        if isinstance(node, Phrase):
            phrases[tuple(node.words)] = None
        elif isinstance(node, Prefix):
            prefixes[node.text] = None
        elif isinstance(node, Term):
            terms.add(node.text)
        else:
            for child in node.children():
                walk(child)

    walk(query)
    return LookedFor(frozenset(terms), tuple(phrases), tuple(prefixes))


def find_marks(text: str, wanted: LookedFor, analyser: Analyser, names: Sequence[tuple[int, int]]) -> Spans:
    """Return the spans of `text` that match, in order. `names` are the spans of people and places."""
    if not wanted:
        return ()
    tokens = list(tokenise(text))
    marks = {(t.start, t.end) for t in tokens if _matches(t, wanted, analyser, names)}
    words = [t.word for t in tokens]
    for phrase in wanted.phrases:
        for at in range(len(words) - len(phrase) + 1):
            if tuple(words[at : at + len(phrase)]) == phrase:
                marks.add((tokens[at].start, tokens[at + len(phrase) - 1].end))
    return _disjoint(sorted(marks))


def snippet(text: str, marks: Spans, length: int = SNIPPET_LENGTH) -> Marked:
    """Return the stretch of `text`, about `length` characters, that holds the most different matches.

    It begins at a sentence where one begins near, else at a word; cuts are shown by an ellipsis.
    """
    if len(text) <= length:
        return Marked(text.replace("\n", " "), marks)
    start = _best_start(text, marks, length)
    end = min(len(text), start + length)
    if end < len(text):
        end = max(text.rfind(" ", start, end), text.rfind("\n", start, end), start + length // 2)
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    shift = len(before) - start
    inside = tuple((s + shift, e + shift) for s, e in marks if s >= start and e <= end)
    return Marked(before + text[start:end].replace("\n", " ") + after, inside)


def _matches(token: Token, wanted: LookedFor, analyser: Analyser, names: Sequence[tuple[int, int]]) -> bool:
    if any(token.word.startswith(prefix) for prefix in wanted.prefixes):
        return True
    if not wanted.terms:
        return False
    is_name = any(start <= token.start < end for start, end in names)
    return analyser.matched(token, wanted.terms, is_name)


def _disjoint(marks: Sequence[tuple[int, int]]) -> Spans:
    merged: list[tuple[int, int]] = []
    for start, end in marks:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _best_start(text: str, marks: Spans, length: int) -> int:
    if not marks:
        return 0
    sentences = [0, *(m.end() for m in _SENTENCE.finditer(text))]
    candidates: list[int] = []
    for start, _ in marks:
        sentence = max(s for s in sentences if s <= start)
        near = text.rfind(" ", 0, max(0, start - length // 4)) + 1
        candidates.append(sentence if start - sentence <= length // 2 else near)

    def worth(start: int) -> tuple[int, int, int]:
        held = [text[s:e].casefold() for s, e in marks if s >= start and e <= start + length]
        return len(set(held)), len(held), -start

    return max(candidates, key=worth)
