"""From the bytes of a page to an article. Front door of the extractor."""

from .asides import aside_spans
from .dates import is_other_day, local_day, localise, parse_date
from .decode import encoding_of, stray_bytes
from .errors import REFUSAL_CODES, Refused
from .fragment import is_fragment, line_of, paragraphs_of
from .language import LANGUAGES, detect_language
from .page import extract
from .plaintext import plain_paragraphs

__all__ = [
    "LANGUAGES",
    "REFUSAL_CODES",
    "Refused",
    "aside_spans",
    "detect_language",
    "encoding_of",
    "extract",
    "is_fragment",
    "is_other_day",
    "line_of",
    "local_day",
    "localise",
    "paragraphs_of",
    "parse_date",
    "plain_paragraphs",
    "stray_bytes",
]
