"""The names of the whole archive recognised anew: its articles go through the processes that read inputs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple, dataclass, field

from index import Archive, Settings

from .kept import Kept
from .known import Fresh
from .pipeline import prepared
from .prepare import Prepared, Refusal, Stored


@dataclass
class Naming:
    """What became of the texts of an archive: articles, of those of several pages each page.

    `left` are those that could not be recognised, with the reason: they keep the names they had.
    """

    read: int = 0
    renamed: int = 0
    left: Kept[Refusal] = field(default_factory=lambda: Kept(astuple, Refusal))

    def counts(self) -> dict[str, int]:
        """Return the numbers, by name."""
        return {"read": self.read, "renamed": self.renamed, "left": len(self.left)}


def name_all(
    archive: Archive, settings: Settings, naming: Naming, progress: Callable[[int], None], *, apart: bool
) -> None:
    """Recognise the names in every text of the archive, and keep those that differ, a chunk a transaction.

    `naming` is kept up to date, so that it holds when an interrupt or an ArchiveError ends the run;
    `progress` is called with the number of texts done since its last call. `apart` as in `take_in`. Raises
    SourceError if worker processes die again and again.
    """
    for pages, articles in ((False, archive.whole_articles()), (True, archive.pages())):
        stream = (Fresh(Stored(article), None, None) for article in articles)
        for chunk in prepared(stream, settings, apart=apart):
            results = [done.result for done in chunk]
            named = [result.document for result in results if isinstance(result, Prepared)]
            naming.renamed += archive.put_names(named, pages=pages)
            naming.read += len(chunk)
            naming.left.extend(result for result in results if isinstance(result, Refusal))
            progress(len(chunk))
