"""The words of the interface, from `locales/*.toml`: Indonesian first, English in full."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path

from babel import Locale

LANGUAGES = ("id", "en")
DEFAULT_LANGUAGE = "id"
_FOLDER = Path(__file__).resolve().parent / "locales"


@functools.cache
def messages(language: str) -> Mapping[str, str]:
    """Return all messages of a language by dotted key (`search.button`)."""
    with (_FOLDER / f"{language}.toml").open("rb") as file:
        return dict(_flat(tomllib.load(file)))


def _flat(table: Mapping[str, object], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            pairs += _flat(value, f"{prefix}{key}.")
        else:
            pairs.append((prefix + key, str(value)))
    return pairs


class Translator:
    """The messages of one language; calling it with a key and the values it names gives plain text."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._messages = messages(language)
        self._plural_form = Locale.parse(language).plural_form

    def __call__(self, key: str, **values: object) -> str:
        """Return the message of `key`; raises KeyError for a key that no locale file has."""
        return self._messages[key].format(**values)

    def plural(self, key: str, number: int, **values: object) -> str:
        """Return the message `key.one` or `key.other`, whichever fits `number`."""
        return self(f"{key}.{self._plural_form(number)}", **values)

    def has(self, key: str) -> bool:
        """Say whether there is a message of this key."""
        return key in self._messages
