"""Sets of documents as words of 64 bits: counting, finding and testing bits."""

from __future__ import annotations

import numpy as np
from numba import njit

_ZERO, _ONE = np.uint64(0), np.uint64(1)
_ALL = np.uint64(0xFFFFFFFFFFFFFFFF)
_M1 = np.uint64(0x5555555555555555)
_M2 = np.uint64(0x3333333333333333)
_M4 = np.uint64(0x0F0F0F0F0F0F0F0F)
_H01 = np.uint64(0x0101010101010101)
_S1, _S2, _S4, _S56 = np.uint64(1), np.uint64(2), np.uint64(4), np.uint64(56)


@njit(nogil=True)
def count_ones(word):
    """Return how many bits of a word are set (LLVM makes one instruction of it)."""
    word = word - ((word >> _S1) & _M1)
    word = (word & _M2) + ((word >> _S2) & _M2)
    word = (word + (word >> _S4)) & _M4
    return np.int64((word * _H01) >> _S56)


@njit(nogil=True)
def lowest_bit(word):
    """Return the number of the lowest bit that is set in a word other than zero."""
    return count_ones((word & (~word + _ONE)) - _ONE)


@njit(nogil=True)
def test_bit(words, bit):
    """Tell whether a bit is set."""
    return (words[bit >> 6] >> np.uint64(bit & 63)) & _ONE != 0


@njit(nogil=True)
def set_bit(words, bit):
    """Set a bit."""
    words[bit >> 6] |= _ONE << np.uint64(bit & 63)


@njit(nogil=True)
def next_bit(words, bit):
    """Return the first bit from `bit` on that is set, -1 if none is."""
    w = bit >> 6
    if w >= words.size:
        return -1
    word = words[w] & (_ALL << np.uint64(bit & 63))
    while word == _ZERO:
        w += 1
        if w == words.size:
            return -1
        word = words[np.uint64(w)]
    return (w << 6) + lowest_bit(word)
