"""The best results so far: a heap of keys and ids, the worst at the root."""

from __future__ import annotations

from numba import njit


@njit(nogil=True)
def _worse(key, identity, other_key, other_identity):
    return key < other_key or (key == other_key and identity > other_identity)


@njit(nogil=True)
def push(keys, ids, size, capacity, key, identity):
    """Keep the best `capacity` pairs (greatest key, then least id); return how many there are."""
    if size < capacity:
        at = size
        while at:
            parent = (at - 1) >> 1
            if not _worse(key, identity, keys[parent], ids[parent]):
                break
            keys[at], ids[at] = keys[parent], ids[parent]
            at = parent
        keys[at], ids[at] = key, identity
        return size + 1
    if not _worse(keys[0], ids[0], key, identity):
        return size
    at = 0
    while True:
        child = 2 * at + 1
        if child >= size:
            break
        if child + 1 < size and _worse(keys[child + 1], ids[child + 1], keys[child], ids[child]):
            child += 1
        if not _worse(keys[child], ids[child], key, identity):
            break
        keys[at], ids[at] = keys[child], ids[child]
        at = child
    keys[at], ids[at] = key, identity
    return size
