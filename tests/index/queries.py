"""Random queries and requests (hypothesis): every type, nested three deep."""

from __future__ import annotations

from hypothesis import strategies as st
from whoosh import query as wq
from whoosh.query import spans as ws

from index import Facet, Filters, Period, SearchRequest, Sort

from .corpora import FIRST_DAY, ORGANISATIONS, PEOPLE, PLACES, WORDS

_FIRST = FIRST_DAY.toordinal()
fields = st.sampled_from(["body", "body", "body", "title", "author"])
words = st.sampled_from([*WORDS[:12], *WORDS, "tiada"])
boosts = st.sampled_from([1.0, 1.0, 0.5, 2.5])
flags = st.booleans()
days = st.none() | st.integers(_FIRST - 10, _FIRST + 420)
beginnings = st.sampled_from(["ban", "banjir", "k", "pas", "rob", "~", "ku", "kué", "zz", ""])

_terms = st.builds(wq.Term, fields, words, boost=boosts)
_several = st.lists(words, min_size=1, max_size=4)
_leaves = st.one_of(
    _terms,
    _terms,
    st.builds(wq.Term, st.just("places"), st.sampled_from(PLACES)),
    st.builds(wq.Term, st.just("people"), st.sampled_from(PEOPLE)),
    st.builds(wq.Term, st.just("organisations"), st.sampled_from(ORGANISATIONS)),
    st.builds(wq.Term, st.sampled_from(["nosuchfield", "id"]), words),
    st.builds(wq.Term, st.just("first_day"), days.map(str)),
    st.builds(wq.Phrase, fields, _several, slop=st.integers(1, 3), boost=boosts),
    fields.flatmap(
        lambda name: st.builds(
            ws.SpanNear2,
            st.lists(st.builds(wq.Term, st.just(name), words, boost=boosts), min_size=1, max_size=4),
            slop=st.integers(1, 5),
            ordered=flags,
            mindist=st.integers(0, 2),
        )
    ),
    st.builds(wq.NumericRange, st.sampled_from(["first_day", "last_day"]), days, days, flags, flags, boosts),
    st.builds(wq.Prefix, fields, beginnings, boosts, flags),
    st.builds(wq.Wildcard, fields, st.sampled_from(["ban*r", "?asar", "*o*", "rob", "[kp]*"]), boosts, flags),
    st.builds(wq.Regex, fields, st.sampled_from(["ban?j", "(ro|pa)", "^kot", "kué?", "[zx]"]), boosts, flags),
    st.builds(wq.TermRange, fields, st.none() | words, st.none() | words, flags, flags, boosts, flags),
    st.builds(
        wq.FuzzyTerm, fields, words, boosts, st.integers(1, 2), prefixlength=st.integers(0, 2),
        constantscore=flags,
    ),
    st.builds(wq.Every, st.sampled_from([None, "body", "author", "places", "last_day", "id"]), boosts),
    st.just(wq.NullQuery),
    fields.flatmap(lambda name: _spans(st.builds(wq.Term, st.just(name), words, boost=boosts))),
)  # fmt: skip


def _spans(inner: st.SearchStrategy[wq.Query]) -> st.SearchStrategy[wq.Query]:
    """Return queries that run through Whoosh's own matchers."""
    return st.one_of(
        st.builds(ws.SpanFirst, inner, st.integers(0, 6)),
        st.builds(ws.SpanNot, inner, inner),
        st.builds(ws.SpanOr, st.lists(inner, min_size=1, max_size=3)),
    )


def _compound(children: st.SearchStrategy[wq.Query]) -> st.SearchStrategy[wq.Query]:
    several = st.lists(children, min_size=1, max_size=4)
    with_not = st.lists(children | st.builds(wq.Not, children), min_size=1, max_size=4)
    return st.one_of(
        st.builds(wq.And, with_not, boosts),
        st.builds(wq.Or, several, boosts),
        st.builds(wq.DisjunctionMax, several, boosts, st.sampled_from([0.0, 0.3, 1.0])),
        st.builds(wq.Not, children),
        st.builds(wq.AndNot, children, children),
        st.builds(wq.AndMaybe, children, children),
        st.builds(wq.Require, children, children),
        st.builds(wq.Otherwise, children, children),
        st.builds(wq.ConstantScoreQuery, children, st.sampled_from([1.0, 3.0])),
    )


nested = _leaves | _compound(_leaves) | _compound(_leaves | _compound(_leaves))

_iso = st.integers(0, 420).map(lambda n: (FIRST_DAY.fromordinal(_FIRST + n)).isoformat())
filters = st.just(Filters()) | st.builds(
    Filters,
    st.lists(st.sampled_from([*PLACES, "99"]), max_size=3).map(tuple),
    st.lists(st.sampled_from([*PEOPLE, "siapa"]), max_size=2).map(tuple),
    st.lists(st.sampled_from([*ORGANISATIONS, "apa"]), max_size=2).map(tuple),
    st.none() | _iso,
    st.none() | _iso,
)
_requests = st.builds(
    SearchRequest,
    nested,
    filters,
    st.sampled_from([Sort.RELEVANCE, Sort.RELEVANCE, Sort.NEWEST, Sort.OLDEST]),
    limit=st.sampled_from([0, 1, 3, 10, 500]),
    offset=st.sampled_from([0, 0, 2, 7]),
    facets=st.lists(st.sampled_from(list(Facet)), unique=True).map(tuple),
    facet_limit=st.sampled_from([0, 2, 100]),
    period=st.sampled_from(list(Period)),
    count=flags,
)

_ranked = st.one_of(
    _terms,
    st.builds(wq.Phrase, fields, _several),
    st.builds(wq.Or, st.lists(_terms, min_size=1, max_size=6), boosts),
)
_pruned = st.one_of(
    _ranked,
    st.builds(wq.Or, st.lists(_ranked, min_size=1, max_size=4)),
    st.builds(wq.And, st.lists(_ranked | st.builds(wq.Not, _terms), min_size=1, max_size=3)),
    st.builds(wq.AndMaybe, _ranked, _ranked),
    st.builds(
        wq.DisjunctionMax, st.lists(_ranked, min_size=1, max_size=4), tiebreak=st.sampled_from([0.0, 0.5])
    ),
    st.builds(wq.AndNot, _ranked, _terms),
)
_ranked_only = st.builds(
    SearchRequest,
    _pruned,
    filters,
    limit=st.integers(1, 20),
    offset=st.sampled_from([0, 5]),
    count=st.just(False),
)


@st.composite
def requests(draw: st.DrawFn) -> SearchRequest:
    """Draw any request."""
    return draw(_requests)


@st.composite
def ranked_only(draw: st.DrawFn) -> SearchRequest:
    """Draw a request that needs neither total nor counts, so that articles may be passed over."""
    return draw(_ranked_only)
