"""Labelled sentences, what they teach, and how well names are found. Front door of the package."""

from .classes import learn_classes
from .datasets import DATASETS, Labelled, held_out, read_sentences
from .scores import Score, score

__all__ = ["DATASETS", "Labelled", "Score", "held_out", "learn_classes", "read_sentences", "score"]
