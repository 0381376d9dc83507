"""Which names that the tagger takes for an organisation's are one: it is sure, or something else tells."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from index import usual_name
from index.analysis import gazetteer_words

from .credited import PLATFORMS
from .features import see
from .introduced import Introduced
from .located import FIRMS
from .model import shipped
from .rules import people_rules
from .words import Word

# By how much the tagger must hold a name to be an organisation's on its own word, in the mean of its words
# where it is surest, and one of one word: chosen on 221 articles (bench/RESULTS.md).
SURE_ORGANISATION = 1.5
SURE_ORGANISATION_OF_ONE = 3.0
# What the model knows of words that stand once on the list of organisations, and of words that are common.
_LISTED, _COMMON = "organisation1", "word"


def sure_names(
    spans: Sequence[tuple[int, int]], words: Sequence[Word], text: str, short: Introduced
) -> list[tuple[int, int]]:
    """Return the spans (first and last word) whose name is surely one, here or elsewhere in the text.

    What begins or ends as organisations do, what is known and what the text introduces need not be.
    """
    names = [text[words[first].start : words[last].end] for first, last in spans]
    surest: dict[str, float] = {}
    for (first, last), name in zip(spans, names, strict=True):
        surest[name] = max(surest.get(name, -math.inf), _margin(words[first : last + 1]))
    given = {*short.names, *short.names.values(), *short.bodies}
    return [
        (first, last)
        for (first, last), name in zip(spans, names, strict=True)
        if surest[name] >= (SURE_ORGANISATION if first < last else SURE_ORGANISATION_OF_ONE)
        or name in given
        or _is_told(words[first], words[last])
        or _is_known(name, words[first : last + 1])
        or re.search(rf"\b(?:{'|'.join(FIRMS)})\.? {re.escape(name)}\b", text)
    ]


def _margin(name: Sequence[Word]) -> float:
    margins = [word.organisation_margin for word in _own(name)]
    return sum(margins) / len(margins)


def _own(name: Sequence[Word]) -> Sequence[Word]:
    """Return the words of a name that are no place's, too, if there are any: *Persebaya Surabaya*."""
    own = [word for word in name if word.lower not in gazetteer_words() and not word.text.isdigit()]
    return own or name


def _is_known(name: str, words: Sequence[Word]) -> bool:
    """Tell what everybody knows, what has a usual name, and words of a list: *Metro Jaya*, *Palmeiras*."""
    if name in people_rules().known_bodies or usual_name(name) != name:
        return True
    seen = [see(word.text, shipped().classes).classes for word in _own(words)]
    return all(_LISTED in each and _COMMON not in each for each in seen)


def _is_told(first: Word, last: Word) -> bool:
    """Tell what begins or ends as organisations do; accounts of platforms were left out before."""
    rules = people_rules()
    if (
        first.text in rules.organisation_heads
        or first.text in rules.agencies
        or first.text in rules.short_forms
        or first.text in rules.national
        or first.lower in rules.local_heads
        or first.lower in rules.local_beginnings
        or first.lower in PLATFORMS
    ):
        return True
    return first is not last and (
        first.text in rules.bodies or last.text in rules.firm_endings or last.text in rules.forms
    )
