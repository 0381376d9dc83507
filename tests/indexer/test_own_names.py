"""Only names of the article itself count: not those of captions, related links, tags and comments."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import MentionKind
from indexer.extract import plain_paragraphs
from indexer.extract.asides import aside_spans
from indexer.extract.credits import credit_spans
from indexer.extract.related import related_spans
from indexer.prepare import Prepared, prepare
from indexer.sources import Content, Page, Record

from .pages import page

_OWN = (
    "Wali Kota Tegal, Darmawan Setiaji, meninjau tanggul yang retak.",
    "Darmawan Setiaji meminta warga waspada.",
)
_LINK = "Baca juga: Bupati Brebes Ani Lestari Buka Pekan Raya di Bumiayu"
_AROUND = (
    '<figure><img src="a.jpg"><figcaption>Gubernur Ani Lestari (kiri) di Brebes. (Foto: Coki Wijaya)</figcaption></figure>',
    f'<p><strong>Baca juga: <a href="/b">{_LINK.partition(": ")[2]}</a></strong></p>',
    '<div class="related"><h3>Berita terkait</h3><ul><li><a href="/c">Bupati Ani Lestari ke Brebes</a></li></ul></div>',
    '<div class="tags">Tags: <a href="/t">Ani Lestari</a> <a href="/u">Brebes</a></div>',
    '<div class="author-box"><p>Penulis: Ani Lestari, wartawan di Brebes</p></div>',
    '<div class="comments"><p>Ani Lestari: Kapan Brebes dibangun, Bupati?</p></div>',
)


def test_titles_before_what_a_page_closes_with() -> None:
    text = (
        'Wali Kota Tegal hadir, kata Darmawan. "Baik." Bupati Brebes Ani Lestari Buka Pekan Raya '
        "KPK: 1.683 Orang Diperiksa Coki Wijaya Ditahan Telusuri artikel terbaru Pesisir"
    )
    ((start, end),) = aside_spans(f"Judul\n{text}")
    assert f"Judul\n{text}"[start:end].lstrip() == text[text.index("Bupati") :]
    long = (
        text
        + ". Lalu Budi Santoso, warga Batang, berkata bahwa semua sudah selesai, dan semua orang boleh pulang ke rumah."
    )
    ((_, end),) = aside_spans(f"Judul\n{long}")
    assert end < len(text)
    assert list(aside_spans("Judul\nIa menelusuri artikel terbaru di Tegal.")) == []


def _names(item: Content) -> set[tuple[str, str]]:
    found = prepare(item, 10**6, "")
    assert isinstance(found, Prepared)
    kinds = (MentionKind.PERSON, MentionKind.PLACE)
    return {(m.kind.value, m.name) for m in found.document.mentions if m.kind in kinds}


_EXPECTED = {("person", "Darmawan Setiaji"), ("place", "Kota Tegal")}


@pytest.mark.parametrize("around", _AROUND)
def test_names_around_the_text_of_a_page(around: str) -> None:
    plain = page()
    # Before the last paragraph.
    before, after = plain.rsplit("<p>", 1)
    assert _names(Page("a.html", f"{before}<p>{after}".encode())) == _EXPECTED
    data = f"{before}{around}<p>{after}"
    assert _names(Page("a.html", data.encode())) == _EXPECTED


@pytest.mark.parametrize(
    "body",
    [
        f"{_OWN[0]}\n{_LINK}\n{_OWN[1]}",
        f"{_OWN[0]} {_LINK} {_OWN[1].replace('Darmawan', 'Menurut dia, Darmawan')}",
        f"{_OWN[0]}\nFoto: Bupati Ani Lestari di Brebes\n{_OWN[1]}",
        f"{_OWN[0]}\n{_OWN[1]}\nTags: Ani Lestari, Brebes",
        f"{_OWN[0]}\n{_OWN[1]}\nPewarta: Ani Lestari\nEditor: Coki Wijaya\nCopyright © ANTARA 2024",
        f"{_OWN[0]} {_OWN[1]} Pewarta: Ani Lestari Editor: Coki Wijaya Copyright © ANTARA 2024",
        f"{_OWN[0]} {_OWN[1]} (Reporter: Ani Lestari, Editor: Coki Wijaya)",
    ],
)
def test_names_around_the_text_of_a_record(body: str) -> None:
    fields = {
        "title": "Tanggul Retak Ditinjau",
        "body": body,
        "published": "2024-11-04",
        "url": "https://kabar.example/a",
    }
    assert _names(Record("a.jsonl:1", fields, b"")) == _EXPECTED


GLUED = [
    "Stok beras aman. Baca juga: Harga Beras Naik Menteri Perdagangan Zulkifli Hasan menyebut stok aman. Selesai.",
    "Baca juga: Polisi Tangkap Pelaku Kapolres Pekalongan AKBP Wahyu mengatakan pelaku ditahan. Warga lega (adv",
    "(Baca juga: Harga beras naik) lalu pergi",
    "Ia meminta warga membaca. Lihat juga: lampiran",
]


@pytest.mark.parametrize("line", GLUED)
def test_nothing_is_cut_from_a_line_of_a_record(line: str) -> None:
    assert plain_paragraphs(line) == [line]
    assert plain_paragraphs(f"Awal berita.\n{line}") == ["Awal berita.", line]


@pytest.mark.parametrize(
    "line",
    [
        _LINK,
        "Baca Juga : Survei Indikator: 10 Parpol Pemilu 2024 Tak Lolos ke Parlemen, Termasuk PPP",
        "Simak juga Video: Solusi Jangka Pendek Walkot Sachrudin Atasi Banjir Ciledug",
        "Baca juga: Banjir Rob di Tegal Baca juga: Warga Tegal Mengungsi",
        "SCROLL TO CONTINUE WITH CONTENT",
    ],
)
def test_a_line_that_is_a_link_and_nothing_else_goes(line: str) -> None:
    assert plain_paragraphs(f"Awal berita.\n{line}\nAkhir berita.") == ["Awal berita.", "Akhir berita."]


@given(st.text(st.sampled_from("Baca juga: AbcDi.\n“”("), max_size=60))
def test_links_stand_in_order_within_a_line(line: str) -> None:
    at = 0
    for start, end in related_spans(line):
        assert at <= start < end <= len(line)
        at = end


def test_a_body_that_is_nothing_else_is_kept() -> None:
    assert plain_paragraphs(f"{_LINK}\n\n-\n") == [_LINK, "-"]


_WORDS = st.sampled_from(
    ["Wali", "kota", "Tegal", "meninjau", "12", "tanggul.", "“Kami", "waspada,”", "kata"]
)


@given(st.lists(st.lists(_WORDS, min_size=3, max_size=12).map(" ".join), max_size=6))
def test_other_text_stays_as_it_is(lines: list[str]) -> None:
    assert plain_paragraphs("\n \n".join(lines)) == lines


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        (
            "Laporan Wartawan Tribunnews.com, Fahmi Ramadhan",
            "Laporan Wartawan Tribunnews.com, Fahmi Ramadhan",
        ),
        (
            "Laporan Reporter Kontan, Sanny Cicilia TRIBUNNEWS.COM, JAKARTA - Bulog mulai",
            "Laporan Reporter Kontan, Sanny Cicilia",
        ),
        (
            "Masalah itu selesai. Pewarta: Kuntum Khaira RiswanEditor: PrimayantiCopyright © ANTARA 2025 Dilarang keras",
            "Pewarta: Kuntum Khaira RiswanEditor: Primayanti",
        ),
        (
            "Ia didenda. (Penulis Singgih Wiryono | Editor Bagus Santosa)",
            "(Penulis Singgih Wiryono | Editor Bagus Santosa)",
        ),
        ("Diadaptasi oleh Sorta Caroline", "Diadaptasi oleh Sorta Caroline"),
        ("KOMPAS.com/SUCI RAHAYU Pelatih Shin Tae-yong saat laga", "KOMPAS.com/SUCI RAHAYU"),
        ("Warga panen. (Dok. Humas/Bayu Pratomo)", "(Dok. Humas/Bayu Pratomo)"),
        ("Warga panen (Foto: Bayu Pratomo/Antara).", "(Foto: Bayu Pratomo/Antara)"),
        ("Warga panen (Foto oleh Bayu Pratomo) di Tegal.", "(Foto oleh Bayu Pratomo)"),
        ("Pemain Persib. (Tribunnews.com/Gilang Putranto)", "Tribunnews.com/Gilang Putranto"),
    ],
)
def test_who_reported_or_took_the_picture_is_a_credit(line: str, credit: str) -> None:
    assert [line[start:end] for start, end in credit_spans(line)] == [credit]


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("Laga usai.\nAsad Arifin\n6 November 2025, 21:38 WIB\nPersib menang.", "Asad Arifin"),
        ("Laga usai. (c) AP Photo/Ali Issa", "AP Photo/Ali Issa"),
        (
            "Aman. Simak Video 'Saat Hasto Putar Rekaman Jokowi':",
            "Simak Video 'Saat Hasto Putar Rekaman Jokowi':",
        ),
        ("Aman. Baca: Bos Tokopedia Bantah Beli Saham kata dia", "Baca: Bos Tokopedia Bantah Beli Saham "),
    ],
)
def test_other_articles_and_who_made_them_stand_aside(text: str, aside: str) -> None:
    assert [text[start:end] for start, end in aside_spans(text)] == [aside]


@pytest.mark.parametrize(
    "text",
    [
        "Wali Kota Asad Arifin\nhadir pada 6 November 2025.",
        "Ia membaca: Tuhan itu Esa.",
        "Hasil baca: Budi Santoso menang.",
        "Aman. (Penulis adalah Fungsionaris Partai Demokrat)",
        "Novel itu diadaptasi oleh Budi Santoso (Penulis Singgih Wiryono sendiri hadir di acara itu)",
    ],
)
def test_a_sentence_stands_not_aside(text: str) -> None:
    assert list(aside_spans(text)) == []


@pytest.mark.parametrize(
    "line",
    [
        "Reporter: Bagaimana tanggapan Bapak Joko Widodo?",
        "Penulis: kata Pramoedya Ananta Toer, menulis itu berani.",
        "Laporan Wartawan Senayan, kata dia, tidak benar.",
        "Kirim ke https://kompas.com/berita/joko-widodo hari ini.",
        "Warga sakit (dokter Bayu Pratomo), kata Bupati.",
        "Warga sakit (Dok. Bayu Pratomo, RSUD Kardinah), kata Bupati.",
        "Film itu (Dok Strange)",
    ],
)
def test_what_somebody_says_is_no_credit(line: str) -> None:
    assert list(credit_spans(line)) == []
