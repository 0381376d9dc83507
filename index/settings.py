"""Every setting of Telusur, read from environment variables `TELUSUR_*`."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from .gazetteer import place

_HERE = Path(__file__).resolve().parent
_PREFIX = "TELUSUR_"


class SettingsError(ValueError):
    """An environment variable has a value that its setting cannot take; the message names both."""


class Secret(str):
    """A value that does not enter logs by being printed among others."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "'…'" if self else "''"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """One object for all packages; `docs/operating.md` documents each variable."""

    data: Annotated[Path, Meta(description="Folder of everything that is built.")] = _HERE / "data"
    archive_url: Annotated[
        str, Meta(description="SQLite or PostgreSQL URL of the archive; empty: file in the data folder.")
    ] = ""
    max_page_bytes: Annotated[
        int, Meta(gt=0, description="Larger inputs are refused, in bytes after decompression.")
    ] = 20_000_000
    stem_cache_size: Annotated[int, Meta(gt=0, description="Stems kept in memory and on disk.")] = 200_000
    workers: Annotated[
        int, Meta(ge=0, description="Processes that extract and recognise; 0: one per processor.")
    ] = 0
    commit_every: Annotated[int, Meta(gt=0, description="Articles per commit of the index.")] = 5_000
    write_buffer: Annotated[
        int, Meta(gt=0, description="Memory of the index writer before it spills to disk, in MB.")
    ] = 256
    lock_wait: Annotated[
        float, Meta(ge=0, description="Seconds to wait for another program that writes; 0: none.")
    ] = 60.0
    search_deadline: Annotated[
        float, Meta(gt=0, description="Seconds after which a search stops and says that it is incomplete.")
    ] = 2.0
    home_place: Annotated[
        str, Meta(description="Gazetteer code of the archive's home region, preferred for ambiguous places.")
    ] = ""
    api_keys: Annotated[
        Secret, Meta(description="Keys for handing in articles by HTTP, separated by commas.")
    ] = Secret("")
    crawler_contact: Annotated[
        str,
        Meta(
            max_length=200,
            pattern=r"^[\x20-\x7e]*$",
            description="Address that the sites which are read can write to; sent with every request.",
        ),
    ] = ""
    crawler_delay: Annotated[
        float, Meta(ge=0, le=3600, description="Seconds from one request to the next at the same host.")
    ] = 1.0
    title: Annotated[str, Meta(description="Name of the archive in the page head.")] = "Telusur"
    page_size: Annotated[int, Meta(ge=1, le=100, description="Results per page of the site.")] = 20

    @property
    def resolved_archive_url(self) -> str:
        """The archive's URL with the default filled in."""
        return self.archive_url or f"sqlite:///{self.data / 'archive.sqlite3'}"

    @property
    def api_key_list(self) -> tuple[str, ...]:
        """The keys of `api_keys`; empty if nothing may be handed in."""
        keys = (key.strip() for key in self.api_keys.split(","))
        return tuple(key for key in keys if key)


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings as the environment gives them; what is not set, or empty, is the default.

    Raises SettingsError.
    """
    values: dict[str, Any] = {}
    for field in msgspec.structs.fields(Settings):
        variable = _PREFIX + field.name.upper()
        if value := environment.get(variable):
            try:
                values[field.name] = msgspec.convert(value, field.type, strict=False, dec_hook=_made)
            except msgspec.ValidationError as error:
                raise SettingsError(
                    f"{variable} is {value!r}: {error}. docs/operating.md says what each setting can be"
                ) from error
    home = values.get("home_place")
    if home and place(home) is None:
        raise SettingsError(
            f"{_PREFIX}HOME_PLACE is {home!r}: no place of the gazetteer has this code. "
            "docs/operating.md says what each setting can be"
        )
    return Settings(**values)


def _made(kind: Callable[[str], object], value: str) -> object:
    return kind(value)
