"""Kecamatan, villages and datelines that newspapers write otherwise than the official list does."""

from __future__ import annotations

import pytest

from index import MentionKind, places
from indexer.recognise import recognise


def places_in(text: str, home: str = "") -> set[str]:
    return {m.name for m in recognise(text, home=home) if m.kind is MentionKind.PLACE}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # The list itself writes *Kepetakan* and *Bonjogpicung*.
        ("Sawah di Kecamatan Kapetakan, Kabupaten Cirebon, kering.", {"Kecamatan Kepetakan", "Kabupaten Cirebon"}),
        ("Warga Kecamatan Bojongpicung, Cianjur, resah.", {"Kecamatan Bonjogpicung", "Kabupaten Cianjur"}),
        # Slips of the pen.
        ("Truk terguling di Kecamatan Warujeja, Kabupaten Tegal.", {"Kecamatan Warureja", "Kabupaten Tegal"}),
        ("Kata Camat Cantayan Sendi Apriadi, Kabupaten Sukabumi aman.", {"Kecamatan Cicantayan", "Kabupaten Sukabumi"}),
        # Numerals in another form; which of them counts.
        ("Warung di Kecamatan Ilir Timur 1, Palembang, terbakar.", {"Kecamatan Ilir Timur Satu", "Kota Palembang"}),
        ("Warung di Kecamatan Ilir Timur II, Palembang, terbakar.", {"Kecamatan Ilir Timur Dua", "Kota Palembang"}),
        ("Warung di Kecamatan Ilir Timur, Palembang, terbakar.", {"Kota Palembang"}),
        ("Perahu karam di Kecamatan Kapur 9, Limapuluh Kota.", {"Kecamatan Kapur IX", "Kabupaten Lima Puluh Kota"}),
        # A part of the name, if it is of one.
        ("Kata Kapolsek Mampang Kompol Sujarwo di Jakarta Selatan.", {"Kecamatan Mampang Prapatan", "Kota Jakarta Selatan"}),
        ("Pabrik di Kecamatan Helvetia, Medan, terbakar.", {"Kecamatan Medan Helvetia", "Kota Medan"}),
        ("Kapolsek Tambun Kompol Siswo di Kabupaten Bekasi hadir.", {"Kabupaten Bekasi"}),
        ("Camat Timur di Kota Tegal hadir.", {"Kota Tegal"}),
        # Joined as the other list does, of the kota that is named and not of a kabupaten elsewhere.
        ("Warga Kecamatan Kotabaru, Karawang, keracunan.", {"Kecamatan Kota Baru", "Kabupaten Karawang"}),
        ("Warung di Kecamatan Manggarai, Jakarta Selatan, laris.", {"Kota Jakarta Selatan"}),
        # Police of Jakarta, and of a whole kota.
        ("Dibawa ke Polsek Metro Menteng, Jakarta Pusat.", {"Kecamatan Menteng", "Kota Jakarta Pusat"}),
        ("Ia dibawa ke Polsek Metro Tanah Abang di Jakarta.", {"Kecamatan Tanah Abang", "DKI Jakarta"}),
        ("Ia dibawa ke Polsek Bukittinggi.", {"Kota Bukittinggi"}),
        ("Kata Danramil Wiradesa di Mapolres Pekalongan, aman.", {"Kecamatan Wiradesa", "Kabupaten Pekalongan"}),
        ("Ditahan di Mapolsek Singosari. Kata Wakapolsek Ceper, aman.", {"Kecamatan Singosari", "Kecamatan Ceper"}),
        # Somebody who is one's head; a kabupaten is no distrik of it.
        ("Kata Camat Purwadi di Kabupaten Purworejo, aman.", {"Kabupaten Purworejo"}),
        ("Warga Distrik Nduga, Kabupaten Mimika, mengungsi.", {"Kabupaten Mimika"}),
        # Nothing that is like one, or nothing near.
        ("Warga Kecamatan Kapetakan mengungsi.", set()),
        ("Program Kecamatan Secara Intensif di Semarang berakhir.", {"Kota Semarang"}),
        ("Kantor Distrik Navigasi Tanjung Priok di Jakarta, Pangkalan Penjagaan Laut.", {"DKI Jakarta"}),
        ("Kapal dijaga Polsek Kecamatan Sahu, Halmahera Barat.", {"Kecamatan Sahu", "Kabupaten Halmahera Barat"}),
    ],
)  # fmt: skip
def test_kecamatan(text: str, names: set[str]) -> None:
    assert places_in(text) == names


def test_the_spelling_is_not_looked_at_in_long_lists() -> None:
    named = " ".join(
        f"Rapat di Kabupaten {known.bare}." for known in places().values() if known.kind == "kabupaten"
    )
    assert "Kecamatan Kepetakan" not in places_in(f"{named} Sawah di Kecamatan Kapetakan kering.")


def test_at_home_no_kabupaten_need_be_named() -> None:
    assert places_in("Warga Kecamatan Kapetakan mengungsi.", home="32.09") == {"Kecamatan Kepetakan"}
    assert places_in("Warga Kecamatan Kapetakan mengungsi.", home="32") == set()


@pytest.mark.parametrize(
    ("text", "villages"),
    [
        ("Lahan di Desa Bojongkoneng, Kecamatan Babakan Madang, Bogor.", {"Desa Bojong Koneng"}),
        ("Warga Desa Astomulyo, Kecamatan Punggur, Lampung Tengah.", {"Desa Asto Mulyo"}),
        ("Warga Kelurahan Camplong 1, Kecamatan Fatuleu, Kupang.", {"Kelurahan Camplong I"}),
        ("Warga Desa Tlogodadi, Kecamatan Mlati, Sleman.", {"Desa Tlogoadi"}),
        # A list, as far as all are of one kecamatan.
        (
            "Hujan abu di Desa Susut, Demulih, dan Abuan, kata Bupati Bangli.",
            {"Desa Susut", "Desa Demulih", "Desa Abuan"},
        ),
        ("Hujan abu di Desa Demulih dan Abuan, Bangli.", {"Desa Demulih", "Desa Abuan"}),
        ("Hujan abu di Desa Demulih, Abuan, Bangli.", {"Desa Demulih"}),
        ("Banjir di Desa Demulih dan 3 desa lain, Kecamatan Susut, Bangli.", {"Desa Demulih"}),
        ("Hujan abu di Desa Demulih, Gianyar, dan Abuan di Bangli.", {"Desa Demulih"}),
        ("Hujan abu di kantor Desa. Demulih di Bangli sepi.", set()),
        # Behind its own kecamatan, which is spelled otherwise, too.
        ("Warga Desa Sukarat, Kecamatan Bojongpicung, Cianjur.", {"Desa Sukaratu"}),
        # The kabupaten alone has too many that are alike.
        ("Warga Desa Tlogodadi, Sleman, mengungsi.", set()),
        ("Warga Desa Sejahtera Abadi, Kecamatan Mlati, Sleman.", set()),
        ("Warga Kelurahan Panjang, Kecamatan Pekalongan Utara, Kota Pekalongan.", set()),
    ],
)
def test_villages(text: str, villages: set[str]) -> None:
    found = places_in(text)
    assert {name for name in found if name.startswith(("Desa", "Kelurahan"))} == villages


@pytest.mark.parametrize(
    ("body", "names"),
    [
        # Towns whose names are more often a club's.
        ("MILAN – Pelatih AC Milan itu tiba.", {"Milan"}),
        ("BARCELONA, KOMPAS.com – Perusahaan itu tumbuh.", {"Barcelona"}),
        ("LIVERPOOL FC - Kabar bahagia datang.", set()),
        ("MILAN, kata pelatih, bermain baik.", set()),
        # The seat of a kabupaten that the article names.
        ("KAJEN - Bupati Pekalongan meresmikan pasar.", {"Kecamatan Kajen", "Kabupaten Pekalongan"}),
        ("KAJEN, Radar Pekalongan - Kabupaten Pekalongan ramai.", {"Kecamatan Kajen", "Kabupaten Pekalongan"}),
        ("KAJEN (ANTARA) - Bupati Pekalongan hadir.", {"Kecamatan Kajen", "Kabupaten Pekalongan"}),
        ("KAJEN - Pasar itu ramai.", set()),
        ("KI - Hajar Dewantara lahir.", set()),
    ],
)  # fmt: skip
def test_datelines(body: str, names: set[str]) -> None:
    assert places_in(f"Judul berita\n{body}") == names
    # Only what a body begins with is one.
    assert "Milan" not in places_in(f"Judul berita\nIsi.\n{body}")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Pedagang di Tanah Abang, kata Pemprov DKI Jakarta, ditata.", {"Kecamatan Tanah Abang", "DKI Jakarta"}),
        ("Warga di Pasar Minggu mengadu ke Gubernur DKI.", {"Kecamatan Pasar Minggu", "DKI Jakarta"}),
        ("Pabrik di Lubuk Pakam, kata Bupati Deli Serdang, tutup.", {"Kecamatan Lubuk Pakam", "Kabupaten Deli Serdang"}),
        # Not without what it lies in, without *di*, nor a mountain.
        ("Pedagang di Tanah Abang ditata.", set()),
        ("Pasar Minggu ramai di Jakarta.", {"DKI Jakarta"}),
        ("Pendaki tersesat di Gunung Kerinci, kata Bupati Kerinci.", {"Kabupaten Kerinci"}),
    ],
)  # fmt: skip
def test_kecamatan_of_common_words(text: str, names: set[str]) -> None:
    assert places_in(text) == names
