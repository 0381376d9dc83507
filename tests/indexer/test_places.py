"""Places in sentences written to be hard: what is one, what is none, and which one it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import MentionKind, abroad, places, villages_named
from indexer.recognise import recognise

HARD = Path(__file__).with_name("places_hard.tsv")
PRECISION, RECALL = 0.95, 0.92


def sentences() -> list[tuple[str, set[str]]]:
    found = []
    for line in HARD.read_text(encoding="utf-8").splitlines()[1:]:
        if not line.startswith("#"):
            _, text, names = line.split("\t")
            found.append((text, {name for name in names.split("; ") if name}))
    return found


def places_in(text: str, home: str = "") -> set[str]:
    return {m.name for m in recognise(text, home=home) if m.kind is MentionKind.PLACE}


def test_the_hard_set_is_one() -> None:
    found = sentences()
    known = {each.name for each in (*places().values(), *abroad().values())}
    named = {name for _, names in found for name in names}
    villages = {name for name in named if name.startswith(("Desa ", "Kelurahan "))}
    assert len({text for text, _ in found}) == len(found) >= 400
    assert sum(not names for _, names in found) >= 100
    assert named - villages <= known
    assert all(villages_named(name.partition(" ")[2]) for name in villages)


def test_hard_sentences() -> None:
    right = wrong = missed = 0
    for text, names in sentences():
        found = places_in(text)
        right, wrong, missed = (
            right + len(found & names),
            wrong + len(found - names),
            missed + len(names - found),
        )
    assert right / (right + wrong) >= PRECISION
    assert right / (right + missed) >= RECALL


def test_pemalang_is_never_malang() -> None:
    assert places_in("Warga di Pemalang menunggu hujan.") == {"Kabupaten Pemalang"}
    assert places_in("WARGA PEMALANG MENUNGGU HUJAN") == {"Kabupaten Pemalang"}


def test_an_abbreviation_is_written_in_capitals_and_no_initials() -> None:
    assert places_in("Warga OKI mengungsi ke Palembang.") == {
        "Kabupaten Ogan Komering Ilir",
        "Kota Palembang",
    }
    assert places_in("Menurut Oki, pejabat AS datang.") == {"Amerika Serikat"}
    assert places_in("Polisi menangkap AS (25) dan pemuda berinisial DKI.") == set()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Menlu AS Antony Blinken bertemu Menlu Tiongkok Wang Yi di Beijing.",
            {"Amerika Serikat", "Tiongkok", "Beijing"},
        ),
        ("Kiper Kamerun Andre Onana tampil.", {"Kamerun"}),
        ("Terpidana terorisme Oman Abdurrahman divonis mati.", set()),
        ("Jemaah tiba di Oman.", {"Oman"}),
        ("Paris Hilton tiba kemarin.", set()),
        # Whose names are also something else's: a national team.
        ("Timnas Indonesia U-22 vs Mali U-22 digelar. Pelatih Oman U17 hadir.", {"Mali", "Oman"}),
        ("Kata Mali, bagus. Klub Liverpool U-23 kalah. Pemain Selangor FA dan Johor Darul Takzim pulang.", set()),
        # States and provinces abroad.
        ("Kebakaran di Malibu, California, dan di Irlandia Utara. Ganda Chinese Taipei menang.",
         {"California", "Irlandia Utara", "Taiwan"}),
        ("Massachusetts Institute of Technology, South China Morning Post, dan Kentucky Fried Chicken.", set()),
        ("Tiga poin lagi dari Manchester City.", set()),
        ("Kaisar tampil di London Fashion Week.", set()),
        ("Warga Gaza Dibunuh Saat Antre Bantuan\nIsi.", {"Gaza"}),
        ("Negara Amerika Latin itu menang.", set()),
    ],
)  # fmt: skip
def test_a_country_beside_a_name(text: str, names: set[str]) -> None:
    assert places_in(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # A kecamatan without that word: the kabupaten or kota that it is in must be named, unless it stands
        # behind *di* and there is nothing else of its name.
        ("Banjir merendam rumah warga di Comal, Pemalang.", {"Kecamatan Comal", "Kabupaten Pemalang"}),
        ("Banjir merendam rumah warga di Comal.", {"Kecamatan Comal"}),
        ("Banjir merendam rumah warga Kajen.", set()),
        ("Warga Comal mengungsi. Bupati Pemalang datang.", {"Kecamatan Comal", "Kabupaten Pemalang"}),
        ("Truk terguling di Jalan Comal, Pemalang.", {"Kabupaten Pemalang"}),
        ("Budi Comal, warga Pemalang, dilantik.", {"Kabupaten Pemalang"}),
        ("Comal sepi. Pemalang ramai.", {"Kabupaten Pemalang"}),
        ("Bandar ditangkap di Pemalang, lalu warga di Bandar, Batang, lega.",
         {"Kabupaten Pemalang", "Kecamatan Bandar", "Kabupaten Batang"}),
        # What it lies in stands behind it.
        ("Banjir di Kemang, Mampang Prapatan, Jakarta Selatan.", {"Kecamatan Mampang Prapatan", "Kota Jakarta Selatan"}),
        ("Turis di Kuta, Bali, ditangkap. Gedung di Semarang Barat, Kota Semarang, terbakar.",
         {"Kecamatan Kuta", "Bali", "Kecamatan Semarang Barat", "Kota Semarang"}),
        ("Polisi di Kajen, Pekalongan, berjaga. Warga Pekalongan lega.", {"Kecamatan Kajen", "Kabupaten Pekalongan"}),
        ("Toko di Jalan Menteng, Jakarta Pusat, tutup. Slamet Comal, Pemalang.", {"Kota Jakarta Pusat", "Kabupaten Pemalang"}),
        # So near that no comma stands between, not behind what is no name; a side of a city.
        ("Rumah di Pondok Aren Tangsel terbakar. Toko di Mranggen Demak tutup.",
         {"Kecamatan Pondok Aren", "Kota Tangerang Selatan", "Kecamatan Mranggen", "Kabupaten Demak"}),
        ("Warga Kota Kediri berlayar lewat Selat Bali. Ustaz Kuta Bali dan Kraton Yogyakarta hadir.",
         {"Kota Kediri", "Bali", "Kota Yogyakarta"}),
        ("Toko di Kecamatan Genteng Banyuwangi tutup.", {"Kecamatan Genteng", "Kabupaten Banyuwangi"}),
        ("Warga di Denpasar Selatan dan Semarang Barat mengungsi.", {"Kecamatan Denpasar Selatan", "Kecamatan Semarang Barat"}),
        # Joined or parted otherwise than in the list, and of the kabupaten that is named.
        ("Sampah di Kecamatan Bantar Gebang, Bekasi, dan Kecamatan Tompobulu, Kabupaten Bantaeng, menumpuk.",
         {"Kecamatan Bantargebang", "Kota Bekasi", "Kecamatan Tompo Bulu", "Kabupaten Bantaeng"}),
        ("Warga Kecamatan Gadingrejo dan Kecamatan Karang Anyar, Kebumen, mengungsi.",
         {"Kecamatan Gadingrejo", "Kecamatan Karanganyar", "Kabupaten Kebumen"}),
        ("Warga Kecamatan Girsang Sipanganbolon, Simalungun, dan Kecamatan Batang Angkola.",
         {"Kecamatan Girsang Sipangan Bolon", "Kabupaten Simalungun", "Kecamatan Batang Angkola"}),
        # The police of the kabupaten and of the kota, and the island as it is spelled now.
        ("Polres Malang dan Polres Tegal Kota menahan dua orang. Kapolres Salatiga hadir.",
         {"Kabupaten Malang", "Kota Tegal", "Kota Salatiga"}),
        ("Kapolres Metro Jakarta Selatan Kombes Ade Ary hadir. Polres Metro Bekasi Kota dan Polres Metro menahan.",
         {"Kota Jakarta Selatan", "Kota Bekasi"}),
        ("Polres Semarang bergerak. Wali kota hadir di Semarang.", {"Kabupaten Semarang", "Kota Semarang"}),
        ("Di Kendal kali ini banjir. Kabupaten Pati nasibnya sama.", {"Kabupaten Kendal", "Kabupaten Pati"}),
        ("Gubernur Sumatra Barat tiba di Sidrap.", {"Sumatera Barat", "Kabupaten Sidenreng Rappang"}),
        ("Warga Sergai dan Polres Lamteng.", {"Kabupaten Serdang Bedagai", "Kabupaten Lampung Tengah"}),
        ("Ditemui di Studio Trans7, Mampang, Jakarta Selatan.", {"Kecamatan Mampang Prapatan", "Kota Jakarta Selatan"}),
        ("Apel di Lapangan Mataram, Kota Pekalongan. UU Mineral dan Batu Bara sah. Jeju Air jatuh.", {"Kota Pekalongan"}),
        ("Malang nasib pria itu. Solo traveling makin tren di Kudus.", {"Kabupaten Kudus"}),
        # A region that its officer's name follows.
        ("Gubernur Sulsel Nurdin Abdullah hadir.", {"Sulawesi Selatan"}),
        ("Kapolda Sumsel Irjen Eko Indra Heri hadir.", {"Sumatera Selatan"}),
        ("Dandim Kendal Letkol Inf Budi Santoso datang.", {"Kabupaten Kendal"}),
        ("Kata Gubernur Sultra Ali Mazi dan Kepala Dinas Pendidikan Muba Yayan Suryana, aman.",
         {"Sulawesi Tenggara", "Kabupaten Musi Banyuasin"}),
        ("Kata Kepala Dinas Kesehatan Bali I Nyoman Gede Anom, aman.", {"Bali"}),
        ("Sultra Dewi, 24 tahun, pulang. Kata Muba Siregar, aman. Kampus KBB dan Kampus Madina ramai.", set()),
        ("Kodim 0736/Batang menanam pohon.", {"Kabupaten Batang"}),
        ("Kodam IV/Diponegoro menanam pohon.", set()),
        # Spelled in another way than the official list does.
        ("Warga Gunung Kidul dan Pematang Siantar mengungsi.", {"Kabupaten Gunungkidul", "Kota Pematangsiantar"}),
        ("Kapal berlayar dari Makasar ke Pare-Pare.", {"Kota Makassar", "Kota Parepare"}),
        ("Warga di Makasar, Jakarta Timur, mengungsi.", {"Kecamatan Makasar", "Kota Jakarta Timur"}),
        ("Bupati Batang Hari Purnomo hadir.", {"Kabupaten Batang"}),
        ("Karnaval di Kotamadya Gorontalo.", {"Kota Gorontalo"}),
        ("Acara di Karang Anyar, Jakarta Pusat.", {"Kota Jakarta Pusat"}),
        # A common word that opens a sentence, where the place is named, too.
        ("Bupati Batang hadir.\nBatang pohon tumbang.", {"Kabupaten Batang"}),
        ("Batang pohon tumbang. Pati singkong mahal. Harga di Kudus naik.", {"Kabupaten Kudus"}),
    ],
)  # fmt: skip
def test_names_as_newspapers_use_them(text: str, names: set[str]) -> None:
    assert places_in(text) == names


@pytest.mark.parametrize(
    ("text", "day", "ids"),
    [
        ("Gubernur Timor Timur tiba di Dili.", "1997-05-01", ["54", "TL.dili"]),
        ("Gubernur Timor Timur tiba di Dili.", "1999-10-18T08:00:00", ["54", "TL.dili"]),
        ("Pengungsi dari Timor Timur tiba di Kupang.", "1999-10-19", ["TL", "53.71"]),
        ("Pengungsi dari Timor Timur tiba di Kupang.", "1975-12-07", ["TL", "53.01"]),
        ("Banjir di Gorontalo.", "1995", ["75.71"]),
        ("Banjir di Gorontalo.", "2001", ["75"]),
        ("Banjir di Gorontalo.", "", ["75"]),
        ("Warga Serang, Jawa Barat, mengungsi.", "1995-03-01", ["36.04", "32"]),
        ("Warga Serang mengungsi.", "2007-08-10", ["36.73"]),
        ("Wali Kota Bekasi hadir.", "2020-01-01", ["32.75"]),
        ("Gubernur Banten hadir.", "1999-01-01", ["36"]),
    ],
)
def test_places_are_those_of_the_day(text: str, day: str, ids: list[str]) -> None:
    assert [m.id for m in recognise(text, day=day) if m.kind is MentionKind.PLACE] == ids


def test_a_village_needs_a_parent_that_is_named_or_home() -> None:
    assert places_in("Rumah di Kelurahan Kandang Panjang terendam.") == set()
    named = places_in("Rumah di Kelurahan Kandang Panjang, Kota Pekalongan, terendam.")
    assert named == {"Kelurahan Kandang Panjang", "Kota Pekalongan"}
    assert places_in("Rumah di Kelurahan Kandang Panjang terendam.", home="33.75") == {
        "Kelurahan Kandang Panjang"
    }


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Bus Semarang-Solo terguling.", ["Semarang", "Solo"]),
        ("Warga Cirebon/Indramayu mengungsi.", ["Cirebon", "Indramayu"]),
        ("Wali Kota Tegal hadir.", ["Tegal"]),
        ("Banjir di Kota dan Kabupaten Pekalongan.", ["Kota", "Kabupaten Pekalongan"]),
        (
            "Banjir di Kabupaten Limapuluh Kota dan Kabupaten Agam.",
            ["Kabupaten Limapuluh Kota", "Kabupaten Agam"],
        ),
        ("Ia pulang dari Hongkong, Macau, dan Belarusia.", ["Hongkong", "Macau", "Belarusia"]),
        ("Rapat Kabupaten/Kota Magelang.", ["Kabupaten", "Kota Magelang"]),
        ("Hujan di Desa Sumurgeneng, Kecamatan Jenu.", ["Desa Sumurgeneng", "Kecamatan Jenu"]),
    ],
)
def test_what_a_mention_covers(text: str, surfaces: list[str]) -> None:
    assert [m.surface for m in recognise(text) if m.kind is MentionKind.PLACE] == surfaces


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # Seats and islands stand for what they lie in.
        ("Ia pulang ke Purwokerto.", {"Kabupaten Banyumas"}),
        ("Gempa di Pulau Lombok dan di Labuan Bajo.", {"Nusa Tenggara Barat", "Kabupaten Manggarai Barat"}),
        ("Aceh dijuluki Serambi Mekkah.", {"Aceh"}),
        ("Soto Madura dan warung Madura laris. Madura United menang.", set()),
        (
            "Jalan Tol Batang-Semarang dan tol Semarang-Solo macet. Konvensi Wina dan Protokol Kyoto berlaku.",
            set(),
        ),
        ("Tol di Batang macet.", {"Kabupaten Batang"}),
        ("Balapan di Sirkuit Sentul.", set()),
        # A kecamatan alone, where there is nothing else of its name.
        ("Kerumunan di Megamendung itu terjadi pada Minggu.", {"Kecamatan Megamendung"}),
        ("Politeknik Ilmu Pelayaran (PIP) Makassar dan University of Sydney dibuka.", set()),
        ("Menurut PT Djarum (Persero) Kudus, aman.", {"Kabupaten Kudus"}),
        ("Gerabah di Kasongan, Bantul, laris.", {"Kabupaten Bantul"}),
        ("Kata Karo Penmas, aman. Polres Metro Kota Bekasi ramai.", {"Kota Bekasi"}),
        ("TIMES JOGJA, TASIKMALAYA – Warga resah.", {"Kota Tasikmalaya"}),
        ("Upacara di Ibu Kota Nusantara (IKN). Kata Kepala Otorita IKN, aman.", {"Kalimantan Timur"}),
        ("Seri F1 GP Monaco digelar. AS Monaco kalah.", set()),
        # Part of another name, but what it lies in is said, too.
        (
            "Stadion Manahan Solo penuh. Pasar Beriman Tomohon, Sulawesi Utara, sepi.",
            {"Kota Tomohon", "Sulawesi Utara"},
        ),
        ("Kebakaran di Lapas Kelas I Tangerang, Banten, padam.", {"Kota Tangerang", "Banten"}),
        ("Persebaya Surabaya, Madura United, dan Persib menang.", set()),
        ("Hasil Liga Inggris dan Liga Spanyol. Saham Saudi Aramco naik.", set()),
        ("Kata New York Times, New York Knicks menang. Ia dari Paris Saint-Germain.", set()),
        ("Pemain Liga Inggris itu lahir di Inggris.", {"Inggris"}),
        ("Mereka menjuarai Liga. Prancis kalah.", {"Prancis"}),
        (
            "PSIS Semarang, Jawa Tengah, kalah. Jalan Cirebon, Jawa Barat, rusak.",
            {"Jawa Tengah", "Jawa Barat"},
        ),
        ("Kecelakaan di Kuningan, Jawa Barat Senin malam.", {"Kabupaten Kuningan", "Jawa Barat"}),
        (
            "Rumah di Sentul, Bogor. Gedung KPK, Kuningan, Jakarta.",
            {"Kabupaten Bogor", "Kota Bogor", "DKI Jakarta"},
        ),
        # Money is of no place.
        ("Harganya 3 dolar AS dan 5 ringgit Malaysia. Jepang dan Korea rugi.", {"Jepang", "Korea Selatan"}),
        ("Nabi Isa AS lahir. Ganda Srilanka menang di Pantai Gading.", {"Sri Lanka", "Pantai Gading"}),
        ("Uni Eropa di Brussels menolak. Jemaah tiba di Medinah.", {"Brussel", "Madinah"}),
    ],
)
def test_towns_islands_and_what_only_sounds_so(text: str, names: set[str]) -> None:
    assert places_in(text) == names


def test_a_kecamatan_that_has_a_namesake_is_not_guessed() -> None:
    assert places_in("Penyerangan di Menteng itu terjadi pada Minggu.") == set()
    # Of which there is a village elsewhere.
    assert places_in("Penyerangan di Cikeusik itu terjadi pada Minggu.") == set()
    # Which is a form of address, and a word of every second text.
    assert places_in("Adik dari Ki Galang tiba di Web itu.") == set()
    assert places_in("Warga Kecamatan Ki, Kabupaten Tolikara.") == {"Distrik Ki", "Kabupaten Tolikara"}
