"""What looks like somebody and is nobody: firms, clubs, headlines, words that open a sentence."""

from __future__ import annotations

import pytest

from indexer.recognise.headlines import headlines, is_headline_verb
from indexer.recognise.words import split

from .named import people_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Menurut Chevron Corp, aman. Kata Jakarta Global Arena, aman.", set()),
        ("Restorannya bernama Maggie's Restaurant yang dikenal.", set()),
        ("Ia tinggal di Negeri Paman Sam.", set()),
        ("Kata Persib, Rossoneri, Interpol, dan Transjakarta, aman.", set()),
        ("Panglima Kodam XVII/Cenderawasih hadir. Kata Kodam XVII/Cenderawasih, aman.", set()),
        ("Seharusnya, kata dia, aman. Ledakan, kata dia, keras. Kedua, kata dia, besar.", set()),
        ("Kata Ledakan, aman.", set()),
        ("Menurut Kemenkeu, aman. Kata Kemenparekraf, aman.", set()),
        # The text has its words written small.
        ("Relawan Korban Korupsi Bansos hadir. Menurut relawan, korupsi bansos merugikan korban.", set()),
        ("Bupati Nuri Melati hadir. Kata Nuri Melati, aman. Di taman ada nuri, melati, mawar.", {"Nuri Melati"}),
        ("Pelatih PSIM Jogja, Erwan Hendarwanto, hadir. Pemain Real Madrid hadir.", {"Erwan Hendarwanto"}),
        # The tagger holds it to be a person, but hardly.
        ("Bangunan itu dirancang arsitek dari Burgerlijke Openbare Werken (BOW) pada tahun 1910.", set()),
        # Firms that are called as somebody is.
        ("Kata Giring Nidji, aman. Menurut Bimbim Slank, ramai.", {"Giring Nidji", "Bimbim Slank"}),
        ("Obat Binosto® dijual. Menurut Binosto®, aman.", set()),
        ("Ia menginap di jalan Kapten P Tendean.", set()),
        ("Acara di Gedung Prof. Soedarto dan di Aula Dr. Sutomo.", set()),
        ("Pelaksana Tugas Koordinasi KPK Wilayah V Dian Patria hadir.", {"Dian Patria"}),
        ("Real Madrid: 1-Thibaut Courtois, 3-Eder Militao.", {"Thibaut Courtois", "Eder Militao"}),
        ("Kata Bpk.Jokowi, aman. Bpk. Budi Santoso pulang.", {"Jokowi", "Budi Santoso"}),
        ("Bung Tomo lahir di sini. Kata Bung Tomo, merdeka. Stadion Gelora Bung Tomo penuh.", {"Bung Tomo"}),
        ("Menko Polhukam Mahfud MD dan Sekretaris Kabinet Pramono Anung hadir.", {"Mahfud MD", "Pramono Anung"}),
        ("Pasi Ops Kodim 0508 Depok Kapt Inf Poegoeh Ary Wibowo hadir.", {"Poegoeh Ary Wibowo"}),
        ("Hakim terlapor: Manahan M P Sitompul.", {"Manahan M P Sitompul"}),
        ("Anggota majelis Bintan R Saragih dan Wahiduddin Adams hadir.", {"Bintan R Saragih", "Wahiduddin Adams"}),
        # Names of accounts.
        ("Pemilik akun @SeduhPahit senada, tulis @Rajawalisam.", set()),
        ("— Dr. Rizal Ramli (@RamliRizal) menulis.", {"Rizal Ramli"}),
        # A field, an agency, a house.
        ("Ia menjabat Guru Besar Matematika Lucasian di Universitas Cambridge.", set()),
        ("Guru Besar Fakultas Kedokteran UI, Tjandra Yoga Aditama, hadir.", {"Tjandra Yoga Aditama"}),
        ("Menurut Kepala BMKG Klas I Bandung, Tony Agus Wijaya, cerah.", {"Tony Agus Wijaya"}),
        ("Direktur Utama BPJS Ketenagakerjaan Anggoro Eko Cahyo hadir.", {"Anggoro Eko Cahyo"}),
        ("Ia dibawa ke Asrama Haji Donohudan.", set()),
        ("Plh Sekdaprov Jatim Heru Tjahjono hadir.", {"Heru Tjahjono"}),
        ("Kampus STABN Raden Wijaya Wonogiri ramai.", set()),
        # Words beside names, and those of an office before one.
        (
            "Nama Megawati Soekarnoputri muncul. Kata Febri Diansyah, aman.",
            {"Megawati Soekarnoputri", "Febri Diansyah"},
        ),
        (
            "Direktur Utama Joseph Adriaan Saul dan Ibu Negara Melania Trump hadir. Kata Yoga Utama, aman.",
            {"Joseph Adriaan Saul", "Melania Trump", "Yoga Utama"},
        ),
        ("Hakim Tunggal Anry Widyo Laksono hadir.", {"Anry Widyo Laksono"}),
        ("Menteri Badan Usaha Milik Negara Rini Soemarno hadir.", {"Rini Soemarno"}),
        ("CEO Formula E Alberto Longo hadir. Formula E Jakarta ramai.", {"Alberto Longo"}),
        ("Ketua Jokowi Mania Immanuel Ebenezer hadir. Prabowo Mania bubar.", {"Immanuel Ebenezer"}),
        ("Analis Komoditas Ariston Tjendra hadir. Komedian Srimulat Tessy ditangkap.", {"Ariston Tjendra", "Tessy"}),
        # Firms, newspapers, prophets.
        ("Produk yang dikirim oleh PT. De Heus itu mahal.", set()),
        ("Pembebasan pilot Susi Air berjalan alot.", set()),
        ("Surat kabar Spanyol El Pais melaporkan. Menurut majalah Charlie Hebdo, benar.", set()),
        ("Beredar kabar Ustadz Maaher meninggal.", {"Maaher"}),
        ("Ada empat sifat Rasulullah SAW. Nabi Muhammad SAW juga berdagang.", set()),
        ("Tindakan rasisme terhadap suku Minang. Kaum Rohingya mengungsi. Asteroid Vesta terlihat.", set()),
        ("Kapal induk USS Theodore Roosevelt tiba. Kata Direktur Eksekutif Rico Marbun, aman.", {"Rico Marbun"}),
        # What the tagger knows to be nobody, beside words of speech, offices, numbers; not what is introduced.
        ("Guru Pencak Silat hadir. Atlet Bulutangkis menang. CEO Dorna Sports pulang. Citilink (10), AirAsia (8).", set()),
        ("Korban BPN 12 Laki-laki (57) sembuh. Kepala BPPT Unggul Priyanto dan Entin (24) hadir.", {"Unggul Priyanto", "Entin"}),
        ("Huawei mengatakan itu. Kata Forbes, aman. Laki-laki lanjut usia itu jatuh. Kata Fahriannor, aman.", {"Fahriannor"}),
        ("Korban Bunga (10) dan Berkah (9) pulang. Untung, 45 tahun, tewas. Korban bernama Kasdubi tewas.",
         {"Bunga", "Berkah", "Untung", "Kasdubi"}),
        ("Yup, ia pulang. Well, itu benar. Kata Andi Wijaya, semoga diberkati Tuhan YME.", {"Andi Wijaya"}),
        # A number that is none of years.
        ("Kata Beckham (12', gol 3²), aman.", {"Beckham"}),
        ("Bos PT Gunawan, Gunawan, ditangkap. Kata Gunawan, ia menyesal.", {"Gunawan"}),
        # What is also called a firm or a house; agencies that are written together.
        ("Mogok di PT Pakerin berlanjut. Pakerin, kata Said Iqbal, rugi.", {"Said Iqbal"}),
        ("Santri Pesantren Musthafawiyah pulang. Kasus itu menyangkut Musthafawiyah.", set()),
        ("Kata Kepala Disnakertrans Jateng Sakina Rosellasari, aman. Disnakertrans Jateng berkoordinasi.", {"Sakina Rosellasari"}),
        ("Kata Pengasuh Pondok Pesantren Tebuireng KH Salahuddin Wahid, aman. Santri Pondok Pesantren Darul Arafah pulang.",
         {"Salahuddin Wahid"}),
        # Products in quotation marks.
        ("Penjualan 'Redmi Note 12' naik. Serial 'Stranger Things 4' tayang.", set()),
        # Heads of houses, of firms, and in harness.
        ("Kepala Terminal Purabaya Ahmad Badik menjelaskan arus mudik.", {"Ahmad Badik"}),
        ("Direktur PT. Sejahtera Abadi Budi Santoso diperiksa.", {"Budi Santoso"}),
        ("Ketua Harian Kompolnas Benny Mamoto hadir.", {"Benny Mamoto"}),
        ("Anggota KPU August Mellaz hadir. Kata August, lancar. (@berita) August 16, 2021", {"August Mellaz"}),
        ("Mohammad Nabi menang. Kata Nabi, bagus. Istri Nabi Ibrahim wafat.", {"Mohammad Nabi"}),
        ("Si pengendara lari, kata warga. Si penipu tertangkap. Kata Si Doel, aman.", {"Si Doel"}),
        ("Panen raya Mei-Juni, kata warga. Menurut Juli-Agustus, Budi Santoso pulang.", {"Budi Santoso"}),
        # Posts of one word, behind which a first name may be a common one.
        ("Wamensesneg Juri Ardiantoro mengungkap itu. Kata Juri, aman. Menpupera Basuki Hadimuljono hadir.",
         {"Juri Ardiantoro", "Basuki Hadimuljono"}),
        # A noble name of Lombok, which opens no sentence.
        ("Ketua DPD RI Lalu Niqman Zahir hadir. Kata Lalu Niqman Zahir, aman. Lalu Niqman Zahir pulang.",
         {"Lalu Niqman Zahir"}),
        # A verb that the tagger takes for a part of a name.
        ("Dokter Ferdian Paleka Dipukul di jalan.", {"Ferdian Paleka"}),
    ],
)  # fmt: skip
def test_who_is_named(text: str, names: set[str]) -> None:
    assert people_in(text).keys() == names


def test_headlines_are_lines_of_capitals_and_no_lists_of_names() -> None:
    lines = (
        "Judul", "Budi Bawa Siti Pulang", "Estevao dan Casemiro Bawa Selecao Raih Gelar",
        "Wali Kota Tegal meninjau tanggul itu.", "Calon: Budi Santoso, Jamin Ginting, Puji Lestari, Siti Aminah",
    )  # fmt: skip
    assert headlines(split("\n".join(lines))) == {0, 2}


@pytest.mark.parametrize(
    ("word", "verb"),
    [("Bawa", True), ("Selamatkan", True), ("Dipecat", True), ("Dimas", False), ("Tarkan", False)],
)
def test_verbs_of_headlines(word: str, verb: bool) -> None:
    assert is_headline_verb(split(word)[0]) is verb


def test_a_headline_inside_the_text_has_verbs() -> None:
    text = (
        "Hasil Laga\nEstevao menang. Kata Casemiro, senang.\n"
        "Hasil Brasil vs Senegal: Estevao dan Casemiro Bawa Selecao Raih Kemenangan di London"
    )
    assert people_in(text).keys() == {"Estevao", "Casemiro"}
