"""Places whose neighbours tell what they are: lists, longer names, names that several places have."""

from __future__ import annotations

import pytest

from index import MentionKind
from indexer.recognise import recognise


def places_in(text: str, day: str = "") -> set[str]:
    return {m.name for m in recognise(text, day=day) if m.kind is MentionKind.PLACE}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # Villages, streets and kingdoms that begin like a kota.
        ("MRT berangkat dari Lebak Bulus.", set()),
        ("Banjir di Tegal Alur, Kalideres, Jakarta Barat.", {"Kecamatan Kalideres", "Kota Jakarta Barat"}),
        ("Warga Padang Bulan, Medan, mengungsi.", {"Kota Medan"}),
        ("Warga Solo Baru, Sukoharjo, resah.", {"Kabupaten Sukoharjo"}),
        ("Massa di Medan Merdeka Selatan bubar.", set()),
        ("Kapal berlayar di perairan Natuna Utara.", set()),
        ("Candi itu dari zaman Mataram Kuno.", set()),
        # That side of the kota is in it.
        ("Hotel di Surabaya Timur ramai.", {"Kota Surabaya"}),
        # The list writes them as one word.
        ("Banjir di Medan Satria, Kota Bekasi.", {"Kecamatan Medansatria", "Kota Bekasi"}),
        ("Warga di Batu Ceper, Kota Tangerang.", {"Kecamatan Batuceper", "Kota Tangerang"}),
        ("Kabupaten Batang Hari dilanda asap.", {"Kabupaten Batanghari"}),
        ("Bupati Batang Hari Muhammad Fadhil Arief hadir.", {"Kabupaten Batanghari"}),
        ("Laporan dari JAKART A ini lama.", set()),
        # Two words beside each other.
        ("Banjir di Lebak Bulus Surut\nIsi.", set()),
        ("Judul\nWarga Bandung Baru Tahu tadi pagi.", {"Kota Bandung"}),
        ("Menginap di Setia Budi, Medan, semalam.", {"Kota Medan"}),
        ("Kantor di Setia Budi, Jakarta Selatan.", {"Kecamatan Setiabudi", "Kota Jakarta Selatan"}),
    ],
)
def test_names_that_begin_like_another(text: str, names: set[str]) -> None:
    assert places_in(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Banjir merendam Mranggen, Karangawen, dan Guntur, Kabupaten Demak.",
            {"Kecamatan Mranggen", "Kecamatan Karangawen", "Kecamatan Guntur", "Kabupaten Demak"},
        ),
        # Of two kabupaten.
        ("Ia mengenal Mranggen, Comal di Kabupaten Demak.", {"Kecamatan Comal", "Kabupaten Demak"}),
        ("Gempa terasa di Majalengka dan Kuningan.", {"Kabupaten Majalengka", "Kabupaten Kuningan"}),
        ("Kantornya di Kuningan, Bekasi.", {"Kabupaten Kuningan", "Kota Bekasi"}),
        ("Kantornya dekat Kuningan dan Sudirman.", set()),
        ("Napoli dan Milan menang.", set()),
        # Of two places of the name the list does not tell which.
        ("Ia dari Ciamis dan Banjar.", {"Kabupaten Ciamis"}),
    ],
)
def test_lists(text: str, names: set[str]) -> None:
    assert places_in(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Macet di Puncak, wisatawan asal Jakarta terjebak.", {"DKI Jakarta"}),
        ("Pesawat jatuh di Puncak, Papua Tengah.", {"Kabupaten Puncak", "Papua Tengah"}),
        ("Bupati Puncak hadir.", {"Kabupaten Puncak"}),
        ("Tawuran di Manggarai, Jakarta Selatan.", {"Kota Jakarta Selatan"}),
        ("Gempa di Manggarai terasa sampai Kota Kupang.", {"Kabupaten Manggarai", "Kota Kupang"}),
        ("Armada itu menyerang Malaka pada 1551.", {"Malaka"}),
        ("Warga di Malaka menyeberang ke Kota Kupang.", {"Kabupaten Malaka", "Kota Kupang"}),
        ("Jemaah di Mina kembali ke Makkah.", {"Mina", "Makkah"}),
        ("Menurut Mina, lagu itu bagus.", set()),
        ("Bencana di Ruteng, Manggarai, dilaporkan.", {"Kecamatan Ruteng", "Kabupaten Manggarai"}),
        ("Ia tewas di Puncak, kata Kapolda Papua.", {"Kabupaten Puncak", "Papua"}),
        ("Kemeriahan Puncak acara HUT Papua Tengah.", {"Papua Tengah"}),
        ("Jemaah haji wukuf di Arafah.", {"Arafah"}),
        ("Menurut Muzdalifah, hartanya banyak.", set()),
        ("Ia membaca kitab Weda di Bali.", {"Bali"}),
        # Generals, not Pati.
        ("Sebanyak 12 Pati Polri dimutasi. Ia menjadi Pati Mabes TNI AD.", set()),
        ("Sebanyak 12 orang dari Pati dimutasi.", {"Kabupaten Pati"}),
        # Neither tournaments nor money.
        ("Ia juara China Open. Kurs franc Swiss dan baht Thailand naik.", set()),
        ("Ia lahir di China.", {"Tiongkok"}),
        ("Korea Utara Terbuka Berdialog\nIsi.", {"Korea Utara"}),
        ("Naomi Osaka juara Australia Terbuka.", set()),
    ],
)
def test_what_is_mostly_something_else(text: str, names: set[str]) -> None:
    assert places_in(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Warga Caturtunggal, Depok, Sleman, resah.", {"Kecamatan Depok", "Kabupaten Sleman"}),
        ("Warga Depok, Jawa Barat, resah.", {"Kota Depok", "Jawa Barat"}),
        ("Warga Depok, Sleman, dan Solo resah.", {"Kota Depok", "Kabupaten Sleman", "Kota Surakarta"}),
        (
            "Gempa terasa di Pasaman, Pasaman Barat, hingga Agam.",
            {"Kabupaten Pasaman", "Kabupaten Pasaman Barat", "Kabupaten Agam"},
        ),
        ("Pesantren di Sleman, Yogyakarta, itu ramai.", {"Kabupaten Sleman", "Kota Yogyakarta"}),
    ],
)
def test_a_kecamatan_that_is_called_like_a_kota(text: str, names: set[str]) -> None:
    assert places_in(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bupati Toba Samosir hadir.", "Kabupaten Toba"),
        ("Bupati Mamuju Utara hadir.", "Kabupaten Pasangkayu"),
        ("Warga Maluku Tenggara Barat mengungsi.", "Kabupaten Kepulauan Tanimbar"),
        ("Bupati Pontianak hadir.", "Kabupaten Mempawah"),
        ("Wali Kota Pontianak hadir.", "Kota Pontianak"),
        ("Bupati Kepulauan Riau hadir.", "Kabupaten Bintan"),
        ("Gubernur Kepulauan Riau hadir.", "Kepulauan Riau"),
        ("Kabupaten Dati II Bogor kering.", "Kabupaten Bogor"),
        ("Kotamadya Daerah Tingkat II Bogor kering.", "Kota Bogor"),
        ("Warga OKU Timur mengungsi.", "Kabupaten Ogan Komering Ulu Timur"),
    ],
)
def test_names_of_before(text: str, name: str) -> None:
    assert places_in(text) == {name}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Acara di Martapura, kata Gubernur Kalimantan Selatan.",
            {"Kecamatan Martapura", "Kalimantan Selatan"},
        ),
        # Another in the province, or a village.
        (
            "Acara di Karanganyar, kata warga di Sukamaju di Jawa Barat.",
            {"Kabupaten Karanganyar", "Jawa Barat"},
        ),
    ],
)
def test_a_kecamatan_that_only_its_province_tells(text: str, names: set[str]) -> None:
    assert places_in(text) == names
