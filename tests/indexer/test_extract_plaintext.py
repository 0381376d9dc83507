"""Copied page text: doubled title, caption, counters, glued links."""

import pytest

from index import Article
from indexer.extract import Refused, extract

TITLE = "Pasar Ikan Wonosari Direnovasi Tahun Depan"
FIRST = "Pemerintah Kota Lembah Baru akan merenovasi Pasar Ikan Wonosari mulai Maret tahun depan."
SPLIT = "Kepala dinas, Hj Endang Pratiwi, menyebut pedagang dipindah sementara. “Kami sudah siapkan lapak."
REST = "Pedagang tidak akan dipungut biaya selama masa perpindahan itu,” katanya."
LAST = "Paguyuban pedagang meminta pembagian kios dilakukan terbuka."
BODY = f"{FIRST}\n{SPLIT}\n{REST}\n{LAST}"


def copied(
    header: str = "", *, glue: str = "Baca Juga:Jalan Desa Longsor, Warga Kerja BaktiHarga Teri Naik Tajam"
) -> str:
    return (
        f"{TITLE}\n\n{TITLE}\n{header}0 Komentar\n\nHARIANLEMBAH.ID, LEMBAH BARU – {FIRST}\n\n{SPLIT}\n\n"
        f"{glue}\n\n{REST}\n\n{LAST}\n\n0 Komentar\n"
    )


def read(text: str, source: str = "berkas.txt") -> Article:
    return extract(text.encode(), source=source)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "ISTIMEWA RAPAT - Komisi II menggelar rapat dengar pendapat bersama paguyuban pedagang.\n",
        "FOTO/ISTIMEWA – Pedagang menata ikan\n",
        "Pedagang menata ikan di pagi hari\nSenin, 4 November 2024\n",
    ],
)
def test_copied_text_gives_its_body_only(header: str) -> None:
    article = read(copied(header))
    assert (article.title, article.body, article.language) == (TITLE, BODY, "id")
    assert article.identity == "berkas.txt"


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_line_ends_do_not_matter(newline: str) -> None:
    assert read(copied().replace("\n", newline)).body == BODY


def test_date_byline_and_address_are_read() -> None:
    text = copied("Bahari - Jum'at, 11 Maret 2022\n") + "\nSumber: https://lembah.example/pasar-ikan\n"
    article = read(text)
    assert (article.published, article.published_from, article.author) == ("2022-03-11", "text", "Bahari")
    assert article.url == article.identity == "https://lembah.example/pasar-ikan"
    assert article.publisher == "harianlembah.id"
    assert article.body == BODY


def test_a_future_date_is_no_date() -> None:
    article = read(copied("Senin, 4 November 2190\n"))
    assert (article.published, article.published_from) == (None, "future")


@pytest.mark.parametrize(
    ("glued", "clean"),
    [
        ("Pedagang pindah. Baca Juga: Harga Teri Naik Tajam", "Pedagang pindah."),
        ("Pedagang pindah. Baca Juga: Harga Teri di Pasar Naik Para pedagang menerima lapak.",
         "Pedagang pindah. Para pedagang menerima lapak."),
        ("Pedagang pindah ke Simak juga: Harga Teri Naik Tajam lapak baru di lapangan.",
         "Pedagang pindah ke lapak baru di lapangan."),
    ],
)  # fmt: skip
def test_links_glued_into_a_line_are_cut_out(glued: str, clean: str) -> None:
    assert read(copied().replace(LAST, glued)).body.endswith("\n" + clean)


def test_tags_editor_and_counters_are_no_body() -> None:
    assert (
        read(
            copied().replace("\n\n0 Komentar\n", "\n\nTags: pasar, ikan\n\nEditor: Redaksi Harian Lembah\n")
        ).body
        == BODY
    )


def test_table_rows_and_angle_brackets_stay() -> None:
    extra = "Kios\tJumlah\nBlok A\t40\n\n“Kami <hanya> menunggu,” ujarnya."
    assert (
        "Kios Jumlah\nBlok A 40\n“Kami <hanya> menunggu,” ujarnya."
        in read(copied().replace(LAST, extra)).body
    )


def test_hard_wrapped_paragraphs_are_joined() -> None:
    wrapped = FIRST.replace("Pasar Ikan Wonosari", "Pasar Ikan\nWonosari")
    text = f"{TITLE}\n\n{wrapped}\n\n{REST}\n"
    assert read(text).body == f"{FIRST}\n{REST}"


def test_text_without_a_title_is_headed_by_its_first_sentence() -> None:
    text = " ".join([FIRST, REST, LAST])
    article = read(text)
    assert (article.title, article.body) == (FIRST, text)


def test_a_line_is_no_article() -> None:
    with pytest.raises(Refused) as caught:
        read(TITLE)
    assert caught.value.code == "no-article"
