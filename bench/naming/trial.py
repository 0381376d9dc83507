"""Both networks, taught for one round by few sentences: prints what came of it as digests.

Runs in a process of its own, with the settings of `apart.py`; see `bench/processors.py`.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from .training import find_trainer, training_sets

# Sentences of each set, by how many words they have at most: for each length jax compiles other code, which
# takes minutes where a processor is emulated, so that longer ones are left out.
_SENTENCES = {16: 16, 32: 8}


def digests(data: Path) -> dict[str, str]:
    """Return SHA-256 of all weights, and of what they weigh a set's sentences, by network. Raises OSError."""
    # Needs jax, which `find_trainer` makes importable.
    import jax
    import numpy as np

    from .learner import Learner
    from .recurrent import RECURRENT
    from .window import WINDOW

    sets = {}
    for name, sentences in training_sets(data).items():
        sets[name] = [
            each
            for most, count in _SENTENCES.items()
            for each in [each for each in sentences if most // 2 < len(each.words) <= most][:count]
        ]
    found = {}
    for network, tagger in {"teacher": RECURRENT, "window": WINDOW}.items():
        learner = Learner(tagger, sets, {}, 1, 0)
        name = next(iter(sets))
        weighed, transitions = learner.weigh([each.words for each in sets[name]], name)
        digest = hashlib.sha256()
        for numbers in [*jax.tree.leaves(learner.weights), *weighed, transitions]:
            digest.update(np.ascontiguousarray(numbers).tobytes())
        found[network] = digest.hexdigest()
    return found


if __name__ == "__main__":
    if not find_trainer():
        sys.exit(1)
    for network, digest in digests(Path(sys.argv[1])).items():
        print(network, digest, flush=True)
