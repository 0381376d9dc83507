"""From the bytes of a page to an article. Front door of the extractor."""

from .dates import localise, parse_date
from .errors import REFUSAL_CODES, Refused
from .language import detect_language
from .page import extract
from .visible import visible_text

__all__ = ["REFUSAL_CODES", "Refused", "detect_language", "extract", "localise", "parse_date", "visible_text"]
