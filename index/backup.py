"""A copy of archive and index in one tar file, made while both are in use, and back again.

The first member, `manifest.json`, names all others with size and SHA-256. Nothing else is taken out of
such a file, and nothing but regular files under the names that a data folder has.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from .archive import Archive
from .database import ArchiveError, check_sqlite
from .dates import utc_now
from .engine import Engine
from .files import sync_folder
from .lock import absence

ARCHIVE = "archive.sqlite3"
INDEX = "index"
_MANIFEST = "manifest.json"
_FORMAT = 1
_MOST_MANIFEST = 10_000_000
_NAME = re.compile(rf"{re.escape(ARCHIVE)}|{INDEX}/(?:current|[0-9]+/(?:toc|[0-9]+\.[a-z]+))")
_PIECE = 1 << 20
_UNPACKED = ".restore-"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a copy holds: when it was made (ISO 8601), articles, and whether the index is in it."""

    made: str
    articles: int
    index: bool


def write_backup(archive: Archive, engine: Engine | None, target: Path) -> Contents:
    """Copy the archive, and the index of an engine if one is given, into a tar file, durable on return.

    Other programs may write meanwhile: the copy is as of one moment, and an index in it at most behind
    its archive. Raises ArchiveError, EngineError or OSError; then `target` is as before.
    """
    # Beside the target there is room for it, or else there would be none for the target.
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as name:
        folder = Path(name)
        if engine:
            engine.copy(folder)
        archive.copy(folder / ARCHIVE)
        articles = check_sqlite(folder / ARCHIVE)
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        files = {
            str(path.relative_to(folder)): {"size": path.stat().st_size, "sha256": _digest(path)}
            for path in paths
        }
        made = utc_now()
        contents = Contents(made, articles, engine is not None)
        manifest = {"format": _FORMAT, "made": made, "articles": articles, "files": files}
        packed = folder / "packed.tar"
        with packed.open("wb") as out:
            with tarfile.open(fileobj=out, mode="w|", format=tarfile.PAX_FORMAT) as tar:
                data = json.dumps(manifest, indent=1).encode()
                head = tarfile.TarInfo(_MANIFEST)
                head.size = len(data)
                tar.addfile(head, io.BytesIO(data))
                for path in paths:
                    member = tarfile.TarInfo(str(path.relative_to(folder)))
                    member.size = path.stat().st_size
                    with path.open("rb") as source:
                        tar.addfile(member, source)
                    path.unlink()
            out.flush()
            os.fsync(out.fileno())
        packed.replace(target)
        sync_folder(target.parent)
    return contents


def read_backup(source: Path, data: Path, *, force: bool) -> Contents:
    """Put what a copy holds in the place of what the data folder holds.

    All of it is unpacked beside and compared with its checksums first. The caller holds the lock of the
    data folder. Raises ArchiveError if the file is no sound copy, or if the folder holds an archive and
    not `force`, LockError if another program uses the archive, or OSError; then the archive is as before.
    """
    target = data / ARCHIVE
    if target.exists() and not force:
        raise ArchiveError(
            f"{data} holds an archive already, nothing is changed; choose an empty data folder "
            "(TELUSUR_DATA), or overwrite it with --force"
        )
    for left in data.glob(f"{_UNPACKED}*"):
        shutil.rmtree(left)
    with absence(target), tempfile.TemporaryDirectory(dir=data, prefix=_UNPACKED) as name:
        folder = Path(name)
        try:
            with source.open("rb") as file, tarfile.open(fileobj=file, mode="r|") as tar:
                contents = _unpack(tar, folder)
            check_sqlite(folder / ARCHIVE)
        except (tarfile.TarError, ValueError, KeyError, TypeError, EOFError) as error:
            raise ArchiveError(f"{source} is no sound backup ({error}); nothing is changed") from error
        # The index goes first: an old one beside another archive would look as if it belonged to it.
        with suppress(FileNotFoundError):
            (data / INDEX).rename(folder / "old")
        for end in ("-wal", "-shm"):
            target.with_name(target.name + end).unlink(missing_ok=True)
        (folder / ARCHIVE).replace(target)
        if contents.index:
            (folder / INDEX).rename(data / INDEX)
        sync_folder(data)
    return contents


def _unpack(tar: tarfile.TarFile, folder: Path) -> Contents:
    """Write every file that the manifest names, and compare it. Raises ValueError for what is not so."""
    head = tar.next()
    if head is None or head.name != _MANIFEST or not head.isfile() or head.size > _MOST_MANIFEST:
        raise ValueError("it does not begin with a manifest")
    with _member(tar, head) as member:
        manifest = json.load(member)
    if manifest["format"] != _FORMAT:
        raise ValueError(f"its format is {manifest['format']!r:.20} and this version reads {_FORMAT}")
    files: dict[str, dict[str, object]] = dict(manifest["files"])
    contents = Contents(str(manifest["made"]), int(manifest["articles"]), f"{INDEX}/current" in files)
    if ARCHIVE not in files or not all(_NAME.fullmatch(name) for name in files):
        raise ValueError("its manifest names what no data folder holds")
    while info := tar.next():
        wanted = files.pop(info.name, None)
        if wanted is None or not info.isfile() or info.size != wanted["size"]:
            raise ValueError(f"{info.name[:100]!r} is not what the manifest says")
        path = folder / info.name
        path.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with _member(tar, info) as member, path.open("xb") as out:
            while piece := member.read(_PIECE):
                digest.update(piece)
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        if digest.hexdigest() != wanted["sha256"]:
            raise ValueError(f"{info.name} does not match its checksum")
    if files:
        raise ValueError(f"{min(files)} is missing")
    return contents


@contextmanager
def _member(tar: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[IO[bytes]]:
    file = tar.extractfile(info)
    if file is None:
        raise ValueError(f"{info.name[:100]!r} is no file")
    with file:
        yield file


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
