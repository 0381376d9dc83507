"""Every setting of Telusur, read from environment variables `TELUSUR_*`."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

_HERE = Path(__file__).resolve().parent


class Settings(BaseSettings):
    """One object for all packages; `docs/operating.md` documents each variable."""

    model_config = SettingsConfigDict(env_prefix="TELUSUR_", frozen=True, extra="ignore")

    data: Path = Field(default=_HERE / "data", description="Folder of everything that is built.")
    archive_url: str = Field(
        default="", description="SQLAlchemy URL of the archive; empty: SQLite file in the data folder."
    )
    max_page_bytes: int = Field(
        default=20_000_000, gt=0, description="Larger inputs are refused, in bytes after decompression."
    )
    stem_cache_size: int = Field(default=200_000, gt=0, description="Stems kept in memory and on disk.")
    workers: int = Field(
        default=0, ge=0, description="Processes that extract and recognise; 0: one per processor."
    )
    commit_every: int = Field(default=5_000, gt=0, description="Articles per commit of the index.")
    write_buffer: int = Field(
        default=256, gt=0, description="Memory of the index writer before it spills to disk, in MB."
    )
    lock_wait: float = Field(
        default=60.0, ge=0, description="Seconds to wait for another program that writes; 0: none."
    )
    search_deadline: float = Field(
        default=2.0, gt=0, description="Seconds after which a search stops and says that it is incomplete."
    )
    home_place: str = Field(
        default="", description="Gazetteer code of the archive's home region, preferred for ambiguous places."
    )
    api_keys: SecretStr = Field(
        default=SecretStr(""), description="Keys for handing in articles by HTTP, separated by commas."
    )
    crawler_contact: str = Field(
        default="",
        max_length=200,
        pattern=r"^[\x20-\x7e]*$",
        description="Address that the sites which are read can write to; sent with every request.",
    )
    crawler_delay: float = Field(
        default=1.0, ge=0, le=3600, description="Seconds from one request to the next at the same host."
    )
    title: str = Field(default="Telusur", description="Name of the archive in the page head.")
    page_size: int = Field(default=20, ge=1, le=100, description="Results per page of the site.")

    @property
    def resolved_archive_url(self) -> str:
        """The archive's URL with the default filled in."""
        return self.archive_url or f"sqlite:///{self.data / 'archive.sqlite3'}"

    @property
    def api_key_list(self) -> tuple[str, ...]:
        """The keys of `api_keys`; empty if nothing may be handed in."""
        keys = (key.strip() for key in self.api_keys.get_secret_value().split(","))
        return tuple(key for key in keys if key)
