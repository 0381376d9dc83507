"""Sets of documents as words of 64 bits: counting, finding and testing bits."""

from __future__ import annotations

import numpy as np
from numba import njit

_ONE = np.uint64(1)
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
def any_bit(words, first, last):
    """Tell whether any bit from `first` to `last`, both included, is set."""
    low, high = first >> 6, last >> 6
    head = _ALL << np.uint64(first & 63)
    tail = _ALL >> np.uint64(63 - (last & 63))
    if low == high:
        return words[low] & head & tail != 0
    if words[low] & head or words[high] & tail:
        return True
    for i in range(low + 1, high):  # noqa: SIM110
        if words[i]:
            return True
    return False
