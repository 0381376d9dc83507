"""The scoring formula: BM25F as Whoosh computes it, with the statistics of the living documents.

score = boost * idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / average length), where
idf = 1 + ln(articles / (articles with the term + 1)); Robertson and Zaragoza, "The Probabilistic
Relevance Framework: BM25 and Beyond" (2009), with the idf of whoosh.scoring.
"""

from __future__ import annotations

import math

K1 = 1.2
B = 0.75


def idf(documents: int, with_term: int) -> float:
    """Return how much a term tells that stands in `with_term` of `documents`."""
    return math.log(documents / (with_term + 1)) + 1


def bm25(idf: float, frequency: float, length: int, average: float) -> float:
    """Return the score of one term in one text."""
    constant, slope = impact_norm(average)
    return idf * frequency * (K1 + 1) / (frequency + constant + slope * length)


def impact_norm(average: float) -> tuple[float, float]:
    """Return constant and slope of the length norm: tf / (tf + constant + slope * length)."""
    return K1 * (1 - B), K1 * B / average
