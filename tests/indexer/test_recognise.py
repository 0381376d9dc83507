"""Names in sentences written here: what is one, what is none, and who is who."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index import MentionKind
from indexer.recognise import recognise


def names(text: str, kind: MentionKind) -> set[str]:
    return {m.name for m in recognise(text) if m.kind is kind}


PLACES: list[tuple[str, set[str]]] = [
    ("Banjir merendam Kota Pekalongan sejak pagi.", {"Kota Pekalongan"}),
    ("Banjir merendam Kabupaten Pekalongan sejak pagi.", {"Kabupaten Pekalongan"}),
    ("Sampah dari Kota Pekalongan dibuang ke Kabupaten Pekalongan.", {"Kota Pekalongan", "Kabupaten Pekalongan"}),
    ("Bupati Pekalongan hadir. Warga di Pekalongan menunggu.", {"Kabupaten Pekalongan"}),
    ("Wali Kota Pekalongan hadir. Warga di Pekalongan menunggu.", {"Kota Pekalongan"}),
    ("Bupati Batang menanam pohon.", {"Kabupaten Batang"}),
    ("Kakek itu menebang batang pohon.", set()),
    ("Batang pohon itu tumbang.", set()),
    ("Nasib malang menimpa penjual getuk.", set()),
    ("Malang nian nasib penjual getuk itu.", set()),
    ("Warga di Malang menunggu hujan.", {"Kota Malang"}),
    ("Warga bernama Yohanes Malang ditilang.", set()),
    ("Kapal berlayar ke Surabaya dari Makassar.", {"Kota Surabaya", "Kota Makassar"}),
    ("Penonton memenuhi Stadion Surabaya.", set()),
    ("Mereka berkumpul di Jalan Medan Merdeka.", set()),
    ("Ia membaca Radar Pekalongan.", set()),
    ("Hujan turun di Jawa Tengah.", {"Jawa Tengah"}),
    ("Hujan turun di Jateng dan Jatim.", {"Jawa Tengah", "Jawa Timur"}),
    ("Kereta tiba di Solo dari Jogja.", {"Kota Surakarta", "Kota Yogyakarta"}),
    ("Sidang digelar di Jakarta.", {"DKI Jakarta"}),
    ("Warga Kecamatan Comal, Kabupaten Pemalang, mengungsi.", {"Kecamatan Comal", "Kabupaten Pemalang"}),
    ("Ikan ditangkap di Selat Bali.", set()),
    ("Tepung pati dijual di pasar.", set()),
    ("Orang itu malu pada diri sendiri.", set()),
    ("Kabut menutup Kota Palangka Raya.", {"Kota Palangka Raya"}),
]  # fmt: skip

PEOPLE: list[tuple[str, set[str]]] = [
    ("Acara dibuka Plt Wali Kota Pekalongan, H Salahudin.", {"Salahudin"}),
    ("Kepala BPBD Kota Tegal, Endah Sulistyani, mengatakan air surut.", {"Endah Sulistyani"}),
    ("Kapolres Batang AKBP Yudha Prakosa, S.I.K., memimpin apel.", {"Yudha Prakosa"}),
    ("Ketua RT 03, Mbah Karsinah, menolak pindah.", {"Karsinah"}),
    ("“Air naik,” kata Sukirman Wiryo.", {"Sukirman Wiryo"}),
    ("Karsinem (54) menangis.", {"Karsinem"}),
    ("Kernetnya, Jainul Abidin, masih dicari.", {"Jainul Abidin"}),
    ("Fatkhurozi Alwan, pengusaha konfeksi, tiba lebih dulu.", {"Fatkhurozi Alwan"}),
    ("Prof. Dr. Ir. H. Sutarman Wijoyo, M.Si., menjelaskan.", {"Sutarman Wijoyo"}),
    ("Hj. Siti Rohmayati, S.H., M.Kn., menegaskan hal itu.", {"Siti Rohmayati"}),
    ("Warga bernama Yohanes Malang ditilang.", {"Yohanes Malang"}),
    ("Bupati Gunaryo Prasodjo datang. Gunaryo lalu pulang.", {"Gunaryo Prasodjo"}),
    ("Terdakwa Gunaryo Prasodjo dan Sukma Adiwarno ditahan.", {"Gunaryo Prasodjo", "Sukma Adiwarno"}),
    ("Dinas Sumber Daya Air mengatakan air surut.", set()),
    ("Pada Senin Pagi pasar sepi.", set()),
    ("Kementerian Pekerjaan Umum membangun tanggul.", set()),
    ("Mahkamah Agung menolak kasasi.", set()),
    (
        "Direktur Jenderal Perhubungan Darat Budi Setiyadi dan Direktur Jenderal Perhubungan Udara Polana Pramesti hadir.",
        {"Budi Setiyadi", "Polana Pramesti"},
    ),
    ("Lampu di sepanjang Jalan dr. Wahidin padam.", set()),
    ("Truk mogok di Bundaran Ki Hajar Dewantara.", set()),
    ("Drama “Siti Nurbaya” dipentaskan pelajar.", set()),
    ('Dalang itu memilih lakon "Bima Suci" dan "Petruk Dadi Ratu".', set()),
    ('Tersangka mengaku bernama "Budi Santoso" kepada polisi.', {"Budi Santoso"}),
    ("“Siti Nurbaya pulang,” kata Sukirman Wiryo.", {"Siti Nurbaya", "Sukirman Wiryo"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_places(text: str, expected: set[str]) -> None:
    assert names(text, MentionKind.PLACE) == expected


@pytest.mark.parametrize(("text", "expected"), PEOPLE)
def test_people(text: str, expected: set[str]) -> None:
    assert names(text, MentionKind.PERSON) == expected


def test_an_organisation_introduced_with_its_acronym() -> None:
    text = "Acara dihadiri Forum Kerukunan Umat Beragama (FKUB)."
    assert names(text, MentionKind.ORGANISATION) == {"Forum Kerukunan Umat Beragama"}


def test_two_people_with_a_shared_part_are_not_merged() -> None:
    text = "Lurah Rudi Hartanto bertemu Camat Sigit Hartanto. Hartanto diam."
    assert names(text, MentionKind.PERSON) == {"Rudi Hartanto", "Sigit Hartanto"}


def test_a_short_mention_stands_for_the_full_name() -> None:
    text = "Tanggul Retak\nKepala BPBD Kota Tegal, Endah Sulistyani, hadir. Sulistyani pulang."
    people = [m for m in recognise(text) if m.kind is MentionKind.PERSON]
    assert [(m.surface, m.name) for m in people] == [
        ("Endah Sulistyani", "Endah Sulistyani"), ("Sulistyani", "Endah Sulistyani"),
    ]  # fmt: skip


_PIECES = st.sampled_from(
    ["Bupati", "Batang", "H.", "Salahudin", "kata", ",", ".", "\n", "Kota", "Pekalongan", "(54)", "AKBP",
     "Yudha Prakosa", "S.I.K.", "di", "“", "–", "Kecamatan", "dan", "İ", "ẞ", "e\u0301", "Ü",
     "Prabowo Subianto", "Prabowo-Gibran", "Gibran", "Joko Widodo", "(Jokowi)", "Jokowi", "B.J.", "H.M.", "A.", "Malang",
     "Comal", "alias", "(KPU)", "Komisi Pemilihan Umum", "Universitas Andalas", "Raja", "Hakim Agung", "pulang.Dia", "as-Sa'di"]
)  # fmt: skip


@example("Kecamatan Kota Batang")
@example("H.M H.M. Yrk")
@settings(max_examples=400)
@given(st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=30).map(" ".join)))
def test_mentions_stand_where_they_say_and_do_not_overlap(text: str) -> None:
    end = 0
    for mention in recognise(text):
        assert text[mention.start : mention.end] == mention.surface != ""
        assert mention.start >= end
        end = mention.end


@pytest.mark.parametrize(
    "text", ["Kata SBY " + "AHY " * 3_000, "B.J. " * 20_000, "Menurut Malang, aman. " * 5_000]
)
def test_a_hostile_text_is_read_and_nobody_has_a_name_of_many_words(text: str) -> None:
    assert all(m.name.count(" ") < 5 for m in recognise(text) if m.kind is MentionKind.PERSON)
