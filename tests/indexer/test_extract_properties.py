"""Whatever comes in: an article or a Refused, never anything else."""

from datetime import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import Article
from indexer.extract import REFUSAL_CODES, Refused, extract, parse_date

SENTENCE = "Warga desa memperbaiki tanggul sungai yang jebol diterjang banjir pada malam hari. "
PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<div class='", "'>", "<!--", "-->", "<script", "</script>", "<table><tr><td>", "<br>",
        "<pre>", "<a href='//['>", "</a>", "Baca Juga:", "<meta property='og:url' content='http://[::'>", "}",
        "<time datetime='9999-99'>", "<link rel=canonical href='http://a b/'>", "4 November 2024 10:15 WIB",
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",", SENTENCE, SENTENCE * 3,
        "2020-02-30", "\x00", "\ud800", "&#0;", "&#x110000;", "<![CDATA[",
    ]
)  # fmt: skip
CODES = st.sampled_from(["utf-16-le", "utf-16-be", "cp1252", "latin-1", "utf-8"])
DATES = st.from_regex(r"[0-9]{1,4}[-/. ](Nov|Mei|1?[0-9])[-/. ][0-9]{2,4}.{0,20}")
QUIET = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def read_or_code(data: bytes) -> Article | str:
    try:
        return extract(data, source="sumber")
    except Refused as refusal:
        return refusal.code


def attempt(data: bytes) -> None:
    article = read_or_code(data)
    if isinstance(article, str):
        assert article in REFUSAL_CODES
        return
    assert isinstance(article, Article)
    assert article.title
    assert article.body
    assert "\n\n" not in article.body
    assert article.body == article.body.strip()


@QUIET
@given(st.binary(max_size=2000))
def test_any_bytes(data: bytes) -> None:
    attempt(data)


@QUIET
@given(st.text(max_size=2000))
def test_any_text(text: str) -> None:
    attempt(text.encode("utf-8", "surrogatepass"))


@QUIET
@given(st.lists(PIECES, max_size=40))
def test_any_markup(pieces: list[str]) -> None:
    attempt(("<html><body>" + "".join(pieces)).encode("utf-8", "surrogatepass"))


@QUIET
@given(
    st.lists(PIECES, max_size=20), st.sampled_from(["utf-16-le", "utf-16-be", "cp1252", "latin-1", "utf-8"])
)
def test_any_encoding(pieces: list[str], encoding: str) -> None:
    attempt(("".join(pieces) + SENTENCE * 3).encode(encoding, "replace"))


@QUIET
@given(
    st.one_of(
        st.text(max_size=200), st.from_regex(r"[0-9]{1,4}[-/. ](Nov|Mei|1?[0-9])[-/. ][0-9]{2,4}.{0,20}")
    )
)
def test_parse_date_never_raises(text: str) -> None:
    found = parse_date(text)
    assert found is None or 4 <= len(found) <= 25
    if found and len(found) >= 10:
        datetime.fromisoformat(found)
