"""A snapshot's arrays as one table of addresses, so that one call reaches all segments.

Handing an array to compiled code costs a tenth of a microsecond, and a search needs twenty of every
segment. So a segment is a row of a table: where its arrays lie in memory, and how long they are. Whoever
holds the table must hold the arrays.
"""

from __future__ import annotations

import numpy as np
from numba import carray, njit, types
from numba.core import cgutils
from numba.extending import intrinsic

# Columns: numbers, then addresses; from OFFSETS on, of each keyword field, where its offsets are (0: a number
# for every document) and its numbers.
DOCUMENTS, DOC_BITS, TERMS, LONGEST, HEADS, DICTIONARY_SIZE, COMMON = range(7)
POSTINGS, OCCURRENCES, BLOCK_LAST, BLOCK_POST, BLOCK_POS, BLOCK_BEST = range(7, 13)
LENGTHS, IDS, MOMENTS, DAYS, LIVE, DICTIONARY, DICTIONARY_HEADS, BEGINNINGS = range(13, 21)
OFFSETS = 21
# Keyword fields (see `schema`).
KEYWORD_FIELDS = 4
COLUMNS = OFFSETS + 2 * KEYWORD_FIELDS
# Arrays whose length is not the number of documents are never read to their end: the dictionary's rows,
# compared with the arrays' sizes before use, bound what is read.
_ENOUGH = 1 << 40


@intrinsic
def _pointer(typing_context, address):  # noqa: ARG001
    def build(context, builder, signature, arguments):  # noqa: ARG001
        return builder.inttoptr(arguments[0], cgutils.voidptr_t)

    return types.voidptr(address), build


@intrinsic
def borrowed(typing_context, array):  # noqa: ARG001
    """Return the same array without its owner; the caller of the kernel holds that.

    Else every call of a function that takes arrays counts references up and down, atomically: five
    nanoseconds an array, and some are called for every article.
    """

    def build(context, builder, signature, arguments):
        make = context.make_array(signature.args[0])
        made = make(context, builder, arguments[0])
        made.meminfo = cgutils.get_null_value(made.meminfo.type)
        made.parent = cgutils.get_null_value(made.parent.type)
        return made._getvalue()

    return array(array), build


@njit(nogil=True)
def bytes_at(address, size):
    """Return the bytes at an address as an array."""
    return carray(_pointer(address), size, np.uint8)


@njit(nogil=True)
def halves_at(address, size=_ENOUGH):
    """Return 16-bit numbers at an address as an array."""
    return carray(_pointer(address), size, np.uint16)


@njit(nogil=True)
def words_at(address, size=_ENOUGH):
    """Return 32-bit numbers at an address as an array."""
    return carray(_pointer(address), size, np.uint32)


@njit(nogil=True)
def longs_at(address, size=_ENOUGH):
    """Return unsigned 64-bit numbers at an address as an array."""
    return carray(_pointer(address), size, np.uint64)


@njit(nogil=True)
def integers_at(address, size=_ENOUGH):
    """Return signed 64-bit numbers at an address as an array."""
    return carray(_pointer(address), size, np.int64)


@njit(nogil=True)
def floats_at(address, size=_ENOUGH):
    """Return 64-bit floats at an address as an array."""
    return carray(_pointer(address), size, np.float64)


@njit(nogil=True)
def lengths_at(address, documents):
    """Return text lengths, a row per field."""
    return carray(_pointer(address), (1 << 8, documents), np.uint16)


@njit(nogil=True)
def days_at(address, documents):
    """Return days, a row per column."""
    return carray(_pointer(address), (1 << 8, documents), np.int32)
