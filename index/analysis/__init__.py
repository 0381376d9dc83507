"""The analysis of text: words, stems, names and the terms made of them. Front door of the package."""

from .names import common_words, gazetteer_words, is_only_name
from .stems import Stemmer, root_words
from .terms import NAME, STEM, Analyser, Term, Terms, WeightedTerm, name_spans, name_terms
from .tokens import Token, fold, tokenise

__all__ = [
    "NAME",
    "STEM",
    "Analyser",
    "Stemmer",
    "Term",
    "Terms",
    "Token",
    "WeightedTerm",
    "common_words",
    "fold",
    "gazetteer_words",
    "is_only_name",
    "name_spans",
    "name_terms",
    "root_words",
    "tokenise",
]
