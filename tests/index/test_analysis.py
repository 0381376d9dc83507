"""Text becomes terms: names keep their surface, words meet in their stem."""

import re
import string
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from index import Mention, MentionKind, places
from index.analysis import (
    Analyser,
    Stemmer,
    common_words,
    fold,
    gazetteer_words,
    is_only_name,
    name_spans,
    name_terms,
    tokenise,
)
from index.analysis.tokens import written

from ..conftest import ROOT


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser(Stemmer())


def words(text: str) -> list[str]:
    return [token.word for token in tokenise(text)]


def terms(analyser: Analyser, text: str) -> set[str]:
    return {term.text for term in analyser.terms(text)}


# The few words of which we know better than Sastrawi.
_EXCEPTIONS = dict(
    line.split("\t")
    for line in (ROOT / "index/analysis/stem_exceptions.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
)
_SASTRAWI = StemmerFactory().create_stemmer(False)
_LETTERS = st.text(string.ascii_lowercase, min_size=1, max_size=12)
_BEGINNINGS = st.sampled_from(["", "m", "me", "pel", "ter", "ber", "d", "ku", "ka", "si", "an", "gem", "x"])
_ENDINGS = st.sampled_from(["", "an", "i", "nya", "ku", "kah", "is", "isme", "a", "u", "o", "-an", "1"])


@settings(max_examples=1_000)
@given(beginning=_BEGINNINGS, middle=_LETTERS, ending=_ENDINGS)
@example(beginning="ber", middle="ik", ending="an")
def test_stems_are_those_of_sastrawi(beginning: str, middle: str, ending: str) -> None:
    word = beginning + middle + ending
    wanted = _EXCEPTIONS.get(word) or _SASTRAWI.stem(word) or word
    assert Stemmer().stem(word) == wanted


def test_every_word_of_every_place_keeps_its_surface(analyser: Analyser) -> None:
    for place in places().values():
        found = terms(analyser, place.name)
        for word in words(place.name):
            assert word in found, place


def test_a_name_that_is_no_common_word_gets_no_stem_that_is_another_word(analyser: Analyser) -> None:
    only_names = gazetteer_words() - common_words()
    assert len(only_names) > 4_000
    for word in only_names:
        assert not [term for term in terms(analyser, word) if term.startswith("~")], word


@pytest.mark.parametrize(
    "name", ["Pekalongan", "Pemalang", "Bekasi", "Kediri", "Bali", "Maluku", "Purbalingga", "Sleman"]
)
def test_names_that_sastrawi_eats_have_only_their_surface(analyser: Analyser, name: str) -> None:
    for form in (name, name.lower(), name.upper()):
        assert terms(analyser, form) == {name.lower(), f"@{name.lower()}"}
        assert is_only_name(fold(form))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mencegah", "pencegahan"),
        ("mencegah", "dicegah"),
        ("anak", "anak-anak"),
        ("buah", "buah-buahan"),
        ("kebakaran", "terbakar"),
        ("penyidik", "penyidikan"),
        ("pembangunan", "dibangun"),
    ],
)
def test_forms_of_one_word_share_a_stem(analyser: Analyser, one: str, other: str) -> None:
    def stems(word: str) -> set[str]:
        return {term for term in terms(analyser, word) if term.startswith("~")}

    assert stems(one) == stems(other) != set()


def test_a_common_word_in_a_recognised_name_is_not_stemmed(analyser: Analyser) -> None:
    text = "Bupati Batang menebang batang pohon"
    found = analyser.terms(text, [(7, 13)])
    assert [t.text for t in found if t.position == 1] == ["batang", "@batang"]
    assert [t.text for t in found if t.position == 3] == ["batang", "~batang"]


def test_english_text_is_not_stemmed(analyser: Analyser) -> None:
    assert {t.text for t in analyser.terms("the meaning", language="en")} == {"the", "meaning"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jum'at", ["jumat"]),
        ("Jum’at Jumat", ["jumat", "jumat"]),
        ("anak-anak", ["anak-anak"]),
        ("sayur-mayur", ["sayur-mayur"]),
        ("Jakarta-Bandung", ["jakarta", "bandung"]),
        ("HUT ke-75", ["hut", "ke", "75"]),
        ("Rp 1.250,5 juta", ["rp", "1.250,5", "juta"]),
        ("tahun 2024.", ["tahun", "2024"]),
        ("Café Naïve", ["cafe", "naive"]),
        ("ＡＢＣ ﬁnal", ["abc", "final"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text())
def test_tokens_stand_where_they_say(text: str) -> None:
    end = 0
    for token in tokenise(text):
        assert end <= token.start < token.end <= len(text)
        assert fold(text[token.start : token.end]) == token.word
        end = token.end


_MARKS = "'’‘ʼ`´"
_PLAIN_WORD = re.compile(
    rf"\d+(?:[.,]\d+)*(?![^\W\d_])"
    rf"|[^\W_]+(?:[{_MARKS}][^\W_]+|[\u0300-\u036f]+[^\W_]*)*(?:-[^\W\d_]+(?:[{_MARKS}][^\W\d_]+)*)*"
)
_MIXED = st.text(st.sampled_from("aaabbbBcé12-_.,' ’\u0301 \n"), max_size=30)


@settings(max_examples=1_000)
@given(_MIXED)
def test_what_is_written_is_what_the_pattern_of_a_word_matches(text: str) -> None:
    starts, wholes = written(text)
    found = dict(zip(starts, wholes, strict=True))
    for match in _PLAIN_WORD.finditer(text):
        mine = [at for at in found if match.start() <= at < match.end()]
        assert "-".join(found.pop(at) for at in mine) == match.group()
    assert not found


@settings(max_examples=500)
@given(_MIXED, st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=4).map(sorted))
def test_words_have_the_terms_of_names_where_names_stand(text: str, spans: list[tuple[int, int]]) -> None:
    analyser = Analyser(Stemmer())
    names = [(start, start + length) for start, length in spans]
    found = analyser.terms(text, names)
    expected = []
    for position, token in enumerate(tokenise(text)):
        if any(start <= token.start < end for start, end in names) or is_only_name(token.word):
            each = [token.word, f"@{token.word}"]
        else:
            each = [token.word, f"~{Stemmer().stem(token.word)}"]
        expected += [(position, term) for term in each]
    assert [(term.position, term.text) for term in found] == expected


def test_names_are_not_stemmed(tmp_path: Path) -> None:
    stemmer = Stemmer(tmp_path / "stems.tsv")
    Analyser(stemmer).terms("Megawati menari", [(0, 8)])
    stemmer.save()
    assert (tmp_path / "stems.tsv").read_text() == "menari\ttari\n"


def test_a_long_text_full_of_hyphens() -> None:
    # It would take minutes, if each of them moved all that follows it.
    text = "a-b " * 400_000
    starts, wholes = written(text)
    assert wholes == ["a", "b"] * 400_000
    assert starts[-2:] == [len(text) - 4, len(text) - 2]


def test_no_phrase_spans_two_names() -> None:
    found = name_terms(["Budi Santoso", "", "Joko"])
    assert [(t.position, t.text) for t in found] == [
        (0, "budi"), (0, "@budi"), (1, "santoso"), (1, "@santoso"), (21, "joko"), (21, "@joko"),
    ]  # fmt: skip


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_positions_follow_the_words(analyser: Analyser) -> None:
    assert {t.position for t in analyser.terms("satu dua tiga")} == {0, 1, 2}


def test_name_spans_are_relative_and_leave_organisations_out() -> None:
    mentions = [
        Mention(0, 4, "Budi", MentionKind.PERSON, "Budi"),
        Mention(12, 17, "Dinas", MentionKind.ORGANISATION, "Dinas"),
        Mention(20, 26, "Batang", MentionKind.PLACE, "Kabupaten Batang", "33.25"),
    ]
    assert name_spans(mentions, 10) == [(10, 16)]
    assert name_spans(mentions, 0, 10) == [(0, 4)]


def test_the_stem_cache_survives_and_is_bounded(tmp_path: Path) -> None:
    path = tmp_path / "stems.tsv"
    stemmer = Stemmer(path, size=10)
    for first in string.ascii_lowercase:
        stemmer.stem(f"me{first}angan")
    stemmer.save()
    assert len(path.read_text("utf-8").splitlines()) == 10
    path.write_text("mengajaibi\tdariberkas\n", "utf-8")
    assert Stemmer(path).stem("mengajaibi") == "dariberkas"


def test_what_is_kept_of_earlier_runs_stays(tmp_path: Path) -> None:
    path = tmp_path / "stems.tsv"
    path.write_text("mengajaibi\tdariberkas\nmenulisi\tdariberkas\n", "utf-8")
    stemmer = Stemmer(path, size=3)
    assert stemmer.stem("menulisi") == "dariberkas"
    assert stemmer.stem("mencegah") == "cegah"
    stemmer.save()
    kept = ["mencegah\tcegah", "mengajaibi\tdariberkas", "menulisi\tdariberkas"]
    assert path.read_text("utf-8").splitlines() == kept
    later = Stemmer(path, size=3)
    for word in ("menulisi", "membacakan", "mencegah"):
        later.stem(word)
    later.save()
    assert "membacakan\tbaca" in path.read_text("utf-8").splitlines()
    assert "mengajaibi\tdariberkas" not in path.read_text("utf-8").splitlines()


def test_a_word_without_affixes_needs_no_cache(tmp_path: Path) -> None:
    path = tmp_path / "stems.tsv"
    stemmer = Stemmer(path)
    assert stemmer.stem("surat") == "surat"
    stemmer.save()
    assert not path.exists()


def test_a_damaged_stem_cache_is_no_reason_to_stop(tmp_path: Path) -> None:
    path = tmp_path / "stems.tsv"
    path.write_bytes(b"\xff\xfe\x00rubbish\n\tx\nmencegah\tcegah\n")
    assert Stemmer(path).stem("mencegah") == "cegah"
