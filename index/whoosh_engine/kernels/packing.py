"""Bit-packed blocks of postings: how document numbers, frequencies and positions lie in memory.

A term's postings are cut into blocks of 128. A block in the postings stream holds, bit after bit:
two widths of 5 bits, the first document number, the gaps to the others less one, the frequencies
less one. Its partner in the positions stream holds one width of 5 bits and, for each posting, the
first position and the gaps between the others. Widths are those of the greatest value in the block
(frame of reference: Goldstein, Ramakrishnan and Shaft, 1998; blocks of 128 as in Lucene).
Streams are arrays of 64-bit words, read as signed integers; every block begins at a byte.
"""

from __future__ import annotations

from numba import njit

BLOCK = 128
WIDTH_BITS = 5


@njit(nogil=True)
def read_bits(words, at, width):
    """Return the number of `width` bits (at most 57) that begins at bit `at`."""
    word = at >> 6
    shift = at & 63
    if shift + width <= 64:
        return (words[word] >> shift) & ((1 << width) - 1)
    low = (words[word] >> shift) & ((1 << (64 - shift)) - 1)
    return (low | (words[word + 1] << (64 - shift))) & ((1 << width) - 1)


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
    if width == 0:
        for i in range(1, count):
            docs[i] = doc + i
        return at
    mask = (1 << width) - 1
    for i in range(1, count):
        word = at >> 6
        shift = at & 63
        if shift + width <= 64:
            gap = (words[word] >> shift) & mask
        else:
            low = (words[word] >> shift) & ((1 << (64 - shift)) - 1)
            gap = (low | (words[word + 1] << (64 - shift))) & mask
        doc += gap + 1
        docs[i] = doc
        at += width
    return at


@njit(nogil=True)
def read_frequencies(words, byte, at, count, frequencies):
    """Decode a block's frequencies, which begin at bit `at`, into `frequencies`."""
    width = read_bits(words, byte * 8 + WIDTH_BITS, WIDTH_BITS)
    if width == 0:
        for i in range(count):
            frequencies[i] = 1
        return
    for i in range(count):
        frequencies[i] = read_bits(words, at, width) + 1
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
def read_positions(words, byte, skipped, count, positions):
    """Decode `count` positions of one posting, after `skipped` numbers of its block, into `positions`."""
    bit = byte * 8
    width = read_bits(words, bit, WIDTH_BITS)
    bit += WIDTH_BITS + skipped * width
    last = 0
    for i in range(count):
        last += read_bits(words, bit, width)
        positions[i] = last
        bit += width
