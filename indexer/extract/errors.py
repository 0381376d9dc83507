"""Why an input is no article."""

from __future__ import annotations

REFUSAL_CODES: dict[str, str] = {
    "empty": "The input has no content.",
    "too-large": "The input is larger than the limit set for one page.",
    "binary": "The input is not text (a picture, an archive, a PDF or another binary format).",
    "undecodable": "The bytes are in no character encoding that could be recognised.",
    "no-article": "The page is a front page, a list of articles, a search page, or has too little text.",
    "too-deep": "The page nests its elements so deeply that it cannot be read.",
    "long-address": "The address of the article, or its path, is longer than 2,000 bytes.",
}


class Refused(Exception):  # noqa: N818 - the name of the contract: an answer about the input, not a fault
    """The input is no article; `code` is one of REFUSAL_CODES and stable, the message is for people."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(message or REFUSAL_CODES[code])
        self.code = code
        self.message = message or REFUSAL_CODES[code]

    def __reduce__(self) -> tuple[type[Refused], tuple[str, str]]:
        return (Refused, (self.code, self.message))
