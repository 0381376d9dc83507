"""Bit-packed blocks of postings: how document numbers, frequencies and positions lie in memory.

A term's postings are cut into blocks of 128. A block in the postings stream holds, bit after bit:
two widths of 5 bits, the first document number, the gaps to the others less one, the frequencies
less one. Its partner in the positions stream holds one width of 5 bits and, for each posting, the
first position and the gaps between the others. Widths are those of the greatest value in the block
(frame of reference: Goldstein, Ramakrishnan and Shaft, 1998; blocks of 128 as in Lucene).
Streams are arrays of 64-bit words; every block begins at a byte. A number is read from the 64 bits that
begin at its byte: no number waits for the one before it, and nothing branches.
"""

from __future__ import annotations

import numpy as np
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic

BLOCK = 128
WIDTH_BITS = 5


@intrinsic
def _word_at(typing_context, words, byte):  # noqa: ARG001
    """Return the 64 bits from a byte on, whatever its alignment."""

    def build(context, builder, signature, arguments):
        array = context.make_array(signature.args[0])(context, builder, arguments[0])
        place = cgutils.pointer_add(builder, array.data, arguments[1])
        return builder.load(place, align=1)

    return types.uint64(words, types.int64), build


@njit(nogil=True)
def read_bits(words, at, width):
    """Return the number of `width` bits (at most 57) that begins at bit `at`."""
    mask = (np.uint64(1) << np.uint64(width)) - np.uint64(1)
    return np.int64((_word_at(words, at >> 3) >> np.uint64(at & 7)) & mask)


@njit(nogil=True)
def write_bits(words, at, width, value):
    """Put a number of `width` bits at bit `at` of words that hold zeros from there on."""
    if width == 0:
        return
    word = at >> 6
    shift = at & 63
    words[word] |= value << shift
    if shift + width > 64:
        words[word + 1] |= value >> (64 - shift)


@njit(nogil=True)
def bits_of(value):
    """Return the number of bits that hold a number."""
    width = 0
    while value:
        width += 1
        value >>= 1
    return width


@njit(nogil=True)
def read_documents(words, byte, count, doc_bits, docs):
    """Decode a block's document numbers into `docs`; return the bit where its frequencies begin."""
    at = byte * 8
    width = read_bits(words, at, WIDTH_BITS)
    at += 2 * WIDTH_BITS
    doc = read_bits(words, at, doc_bits)
    at += doc_bits
    docs[0] = doc
    mask = (np.uint64(1) << np.uint64(width)) - np.uint64(1)
    for i in range(1, count):
        doc += np.int64((_word_at(words, at >> 3) >> np.uint64(at & 7)) & mask) + 1
        docs[i] = doc
        at += width
    return at


@njit(nogil=True)
def frequencies_at(words, byte, count, doc_bits):
    """Return the bit where a block's frequencies begin."""
    return byte * 8 + 2 * WIDTH_BITS + doc_bits + (count - 1) * read_bits(words, byte * 8, WIDTH_BITS)


@njit(nogil=True)
def read_frequencies(words, byte, at, count, frequencies):
    """Decode a block's frequencies, which begin at bit `at`, into `frequencies`."""
    width = read_bits(words, byte * 8 + WIDTH_BITS, WIDTH_BITS)
    mask = (np.uint64(1) << np.uint64(width)) - np.uint64(1)
    for i in range(count):
        frequencies[i] = np.int64((_word_at(words, at >> 3) >> np.uint64(at & 7)) & mask) + 1
        at += width


@njit(nogil=True)
def write_block(words, byte, count, doc_bits, docs, frequencies):
    """Encode a block at byte `byte` of zeroed words; return the byte where the next may begin."""
    widest_gap = 0
    widest_frequency = frequencies[0] - 1
    for i in range(1, count):
        widest_gap = max(widest_gap, docs[i] - docs[i - 1] - 1)
        widest_frequency = max(widest_frequency, frequencies[i] - 1)
    gap_bits = bits_of(widest_gap)
    frequency_bits = bits_of(widest_frequency)
    at = byte * 8
    write_bits(words, at, WIDTH_BITS, gap_bits)
    write_bits(words, at + WIDTH_BITS, WIDTH_BITS, frequency_bits)
    at += 2 * WIDTH_BITS
    write_bits(words, at, doc_bits, docs[0])
    at += doc_bits
    for i in range(1, count):
        write_bits(words, at, gap_bits, docs[i] - docs[i - 1] - 1)
        at += gap_bits
    for i in range(count):
        write_bits(words, at, frequency_bits, frequencies[i] - 1)
        at += frequency_bits
    return (at + 7) >> 3


@njit(nogil=True)
def write_positions(words, byte, count, frequencies, positions):
    """Encode a block's positions (ascending within a posting); return the byte where the next may begin."""
    widest = 0
    at = 0
    for i in range(count):
        last = 0
        for _ in range(frequencies[i]):
            widest = max(widest, positions[at] - last)
            last = positions[at]
            at += 1
    width = bits_of(widest)
    bit = byte * 8
    write_bits(words, bit, WIDTH_BITS, width)
    bit += WIDTH_BITS
    at = 0
    for i in range(count):
        last = 0
        for _ in range(frequencies[i]):
            write_bits(words, bit, width, positions[at] - last)
            last = positions[at]
            bit += width
            at += 1
    return (bit + 7) >> 3


@njit(nogil=True)
def read_places(words, byte, skipped, count, places):
    """Decode `count` numbers of a block of positions, after `skipped` others, and add them up.

    They are, for each posting, its first position and the gaps between the others: within a posting the
    sums differ from the positions by what was reached before it. Sums of 32 bits may turn over.
    """
    bit = byte * 8
    width = read_bits(words, bit, WIDTH_BITS)
    bit += WIDTH_BITS + skipped * width
    mask = (np.uint64(1) << np.uint64(width)) - np.uint64(1)
    place = np.int64(0)
    for i in range(count):
        place += np.int64((_word_at(words, bit >> 3) >> np.uint64(bit & 7)) & mask)
        places[i] = place
        bit += width
