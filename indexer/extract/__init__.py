"""From the bytes of a page to an article. Front door of the extractor."""

from .dates import parse_date
from .errors import REFUSAL_CODES, Refused
from .language import detect_language
from .page import extract

__all__ = ["REFUSAL_CODES", "Refused", "detect_language", "extract", "parse_date"]
