"""Comparing the index with the archive: the same articles, the same terms, and every byte as written."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .archive import Archive
from .engine import Difference, Engine
from .model import Document

_AT_ONCE = 500


def verify(
    archive: Archive, engine: Engine, progress: Callable[[int], None] = lambda _: None
) -> Iterator[Difference | str]:
    """Yield what is wrong with the newest commit: damage in words, articles that differ.

    What the archive took in after that commit is not looked at: the next run indexes it. `progress` is
    called with the number of articles compared since its last call. Raises EngineError or ArchiveError.
    """
    snapshot = engine.snapshot()
    sequence = snapshot.sequence
    damage = snapshot.damage()
    yield from damage
    if damage:
        return

    def documents() -> Iterator[Document]:
        for entry in archive.entries():
            if entry.sequence > sequence:
                return
            progress(1)
            yield entry.document

    unknown: list[str] = []
    for difference in snapshot.differences(documents()):
        if difference.what == "unknown":
            unknown.append(difference.article_id)
        else:
            yield difference
        if len(unknown) >= _AT_ONCE:
            yield from _unknown(archive, sequence, unknown)
            unknown = []
    yield from _unknown(archive, sequence, unknown)


def _unknown(archive: Archive, sequence: int, article_ids: list[str]) -> Iterator[Difference]:
    """Yield those that the index still has although the archive had removed them, or never had them."""
    changed = archive.changed_after(sequence, article_ids)
    yield from (Difference(each, "unknown") for each in article_ids if each not in changed)
