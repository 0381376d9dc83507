"""Labelled sentences, what they teach, and how well names are found. Front door of the package."""

from .classes import learn_classes
from .datasets import DATASETS, Labelled, held_out, read_sentences
from .scores import score

__all__ = ["DATASETS", "Labelled", "held_out", "learn_classes", "read_sentences", "score"]
