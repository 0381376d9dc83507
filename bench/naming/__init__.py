"""Labelled sentences, what they teach, and how well names are found. Front door of the package."""

from .apart import ENVIRONMENT
from .classes import learn_classes
from .datasets import DATASETS, PARTS, Labelled, held_out, read_sentences
from .distilling import distil, join, unlabelled
from .inputs import data_digest, project_digest
from .run import run
from .scores import KINDS, Score, score
from .training import find_trainer, labelled_sets, train, training_sets

__all__ = [
    "DATASETS",
    "ENVIRONMENT",
    "KINDS",
    "PARTS",
    "Labelled",
    "Score",
    "data_digest",
    "distil",
    "find_trainer",
    "held_out",
    "join",
    "labelled_sets",
    "learn_classes",
    "project_digest",
    "read_sentences",
    "run",
    "score",
    "train",
    "training_sets",
    "unlabelled",
]
