"""The list of what became of inputs gives back what it was given, also from its file."""

from __future__ import annotations

from dataclasses import astuple

import pytest

from indexer.kept import Kept
from indexer.prepare import Refusal


@pytest.mark.parametrize("in_memory", [10, 1_000_000])
def test_rows_come_back_in_order_as_often_as_asked(monkeypatch: pytest.MonkeyPatch, in_memory: int) -> None:
    monkeypatch.setattr("indexer.kept._IN_MEMORY", in_memory)
    kept = Kept(astuple, Refusal)
    assert (len(kept), list(kept), bool(kept)) == (0, [], False)
    rows = [Refusal(f"berkas-{n}.html", "no-article", "baris satu\nbaris dua “é” \udce9") for n in range(20)]
    kept.extend(rows[:1])
    assert list(kept) == rows[:1]
    kept.extend(rows[1:])
    assert (len(kept), list(kept), list(kept)) == (20, rows, rows)
