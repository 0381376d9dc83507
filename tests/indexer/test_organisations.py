"""Organisations in a text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import MentionKind
from indexer.recognise import recognise
from indexer.recognise.introduced import Introduced
from indexer.recognise.sure import SURE_ORGANISATION, SURE_ORGANISATION_OF_ONE, sure_names
from indexer.recognise.words import split


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Saham PT Telkom Indonesia naik, kata Rektor Universitas Indonesia.", ["PT Telkom Indonesia", "Universitas Indonesia"]),
        ("Menurut KPK, perkara itu ditutup.", ["KPK"]),
        (
            "Forum Kerukunan Umat Beragama (FKUB) rapat. Kata Ketua FKUB Budi Santoso, semua hadir.",
            ["Forum Kerukunan Umat Beragama"] * 3,
        ),
        ("Warga menunggu hujan reda.", []),
        ("Produk yang dikirim oleh PT. De Heus itu mahal. CV. Maju Jaya tutup.", ["PT De Heus", "CV Maju Jaya"]),
        # Short forms that are made of syllables, that look like a name, that stand behind *atau*.
        (
            "Sentra Penegakan Hukum Terpadu (Gakkumdu) rapat. Kata Gakkumdu, semua hadir.",
            ["Sentra Penegakan Hukum Terpadu"] * 3,
        ),
        (
            "Perkumpulan untuk Pemilu dan Demokrasi (Perludem) rapat. Perludem menilai aturan itu lemah.",
            ["Perkumpulan untuk Pemilu dan Demokrasi"] * 3,
        ),
        ("PT Kereta Api Indonesia (Persero) atau KAI untung. Kereta milik KAI penuh.", ["PT Kereta Api Indonesia"] * 3),
        ("Ketua Dewan Komisioner Lembaga Penjamin Simpanan (LPS) hadir.", ["Lembaga Penjamin Simpanan"] * 2),
        # From where the name spells its short form, a firm's form and *Partai* included; without its first word only if it has to be.
        ("Pengurus Forum Kerukunan Umat Beragama (FKUB) rapat.", ["Forum Kerukunan Umat Beragama"] * 2),
        ("Saham PT Bank Negara Indonesia (BNI) naik, kata BNI.", ["PT Bank Negara Indonesia"] * 3),
        ("Kader Partai Gerakan Nusantara Jaya (Gernuja) hadir.", ["Partai Gerakan Nusantara Jaya"] * 2),
        ("Kementerian Pekerjaan Umum dan Perumahan Rakyat (PUPR) rapat.", ["Kementerian Pekerjaan Umum dan Perumahan Rakyat"] * 2),
        # The short form first, of what spells it.
        ("Kata Bawaslu (Badan Pengawas Pemilu), aman. Bawaslu pulang.", ["Badan Pengawas Pemilu"] * 3),
        ("Menurut KCIC (PT Kereta Cepat Indonesia China), aman.", ["PT Kereta Cepat Indonesia China"] * 2),
        ("Menurut KPK (Badan Penyehatan Perbankan Nasional), aman.", ["KPK", "Badan Penyehatan Perbankan Nasional"]),
        # A short form of several words; not what only looks like one.
        (
            "Satuan Polisi Pamong Praja (Satpol PP) patroli. Kata Kepala Satpol PP Budi Santoso, aman.",
            ["Satuan Polisi Pamong Praja"] * 3,
        ),
        ("Tentara Nasional Indonesia Angkatan Laut (TNI AL) patroli.", ["Tentara Nasional Indonesia Angkatan Laut"] * 2),
        ("Gerakan Pemuda Ansor atau GP Ansor rapat, kata GP Ansor.", ["Gerakan Pemuda Ansor"] * 3),
        ("Menurut Komnas HAM (Komisi Nasional Hak Asasi Manusia), aman.", ["Komisi Nasional Hak Asasi Manusia"] * 2),
        ("Menurut Dewan Pimpinan Pusat Partai Kebangkitan Bangsa (DPP PKB), aman.",
         ["Partai Kebangkitan Bangsa"] * 2),
        ("Dosen Universitas Indonesia (Budi Santoso) hadir. Budi Santoso pulang.", ["Universitas Indonesia"]),
        # What the tagger knows, without an office before it; nobody whom it knows to be a person elsewhere.
        ("Otoritas Jasa Keuangan (OJK) rapat. OJK menutup pinjol.", ["Otoritas Jasa Keuangan"] * 3),
        ("Bank Rakyat Indonesia (BRI) dan BCA (Bank Central Asia) buka.", ["Bank Rakyat Indonesia"] * 2 + ["Bank Central Asia"] * 2),
        ("Kata Direktur Eksekutif Indonesia Political Review (IPR), Ujang Komarudin, aman.", ["Indonesia Political Review"] * 2),
        ("Kepala Badan Pelindungan Pekerja Migran Indonesia (BP2MI) hadir.", ["Badan Pelindungan Pekerja Migran Indonesia"] * 2),
        ("Kementerian Energi dan Sumber Daya Mineral (ESDM) rapat.", ["Kementerian Energi dan Sumber Daya Mineral"] * 2),
        ("Anggota DPRD Timor Tengah Selatan (TTS) hadir.", ["DPRD Timor Tengah Selatan"]),
        ("Menurut Partai Golkar Bambang Soesatyo (Bamsoet) benar.", ["Partai Golkar"]),
        ("Budi Santoso, M.M., IPU membuka rapat KPK.", ["KPK"]),
        ("Kepala Dinas Sosial Mu'minun hadir.", ["Dinas Sosial"]),
        ("Persis Solo Kalahkan Arema Malang\nLaga berakhir 2-0.", ["Persis Solo", "Arema Malang"]),
        ("Persib Hadapi Kalahkan Persija\nIsi berita.", ["Persib Bandung", "Persija Jakarta"]),
        ("Persatuan Tarakan Raya Menang\nKabar dari A.M. Fatwa.", ["Persatuan Tarakan Raya"]),
        ("Warga\nGerakan Kawal Konstitusi hadir.", ["Gerakan Kawal Konstitusi"]),
        ("Terhadap Ferdy Sambo, MA menolak kasasi.", ["MA"]),
        ("Prof. Budi Santoso, MA, dan Siti Aminah MA hadir.", []),
        # Two sentences have two.
        ("Ia bekerja di KPK. BKN menolak. Ia dari PT. De Heus Indonesia.", ["KPK", "BKN", "PT De Heus Indonesia"]),
        ("Menurut Badan Penyehatan Perbankan Nasional, aset itu aman.", ["Badan Penyehatan Perbankan Nasional"]),
    ],
)  # fmt: skip
def test_organisations(text: str, found: list[str]) -> None:
    mentions = [m for m in recognise(text) if m.kind is MentionKind.ORGANISATION]
    assert [m.name for m in mentions] == found
    assert all(text[m.start : m.end] == m.surface and m.id for m in mentions)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # With its place, as the gazetteer calls it.
        ("Ia dibawa ke Polres Bantul dan Polda Jatim, lalu Polda Jawa Timur.",
         ["Polres Bantul", "Polda Jawa Timur", "Polda Jawa Timur"]),
        ("Kata Kapolda, Polda DIY siaga. Anggota DPRD DKI dan DPRD DKI Jakarta rapat.",
         ["Polda DI Yogyakarta", "DPRD Jakarta", "DPRD Jakarta"]),
        # Without the kind of the place, but where a kota and a kabupaten are called so.
        ("Anggota DPRD Kota Depok dan DPRD Depok rapat.", ["DPRD Depok"] * 2),
        ("Anggota DPRD Kabupaten Batang dan DPRD Kota Pekalongan rapat.", ["DPRD Batang", "DPRD Kota Pekalongan"]),
        ("Polres Bogor dan Polres Bogor Kota rapat.", ["Polres Bogor", "Polres Bogor Kota"]),
        # A government's name has it always.
        ("Kata Pemerintah Kota Depok dan Pemkot Depok, aman.", ["Pemerintah Kota Depok", "Pemkot Depok"]),
        # Behind the short form, too.
        ("Dinas Sosial (Dinsos) Kabupaten Batang membantu. Kata Dinsos Batang, aman.", ["Dinas Sosial Batang"] * 3),
        ("Pemerintah Kota (Pemkot) Pekalongan rapat.", ["Pemkot Pekalongan"]),
        # As the place is meant, behind an abbreviated kind, and for the long form that the text introduces.
        ("Menurut KPU Pekalongan, Wali Kota Pekalongan hadir. Anggota DPRD Kab. Batang rapat.",
         ["KPU Kota Pekalongan", "DPRD Batang"]),
        ("Komisi Pemilihan Umum Kota Pekalongan (KPU) dan KPU Kabupaten Pekalongan rapat. Kata KPU, aman.",
         ["Komisi Pemilihan Umum Kota Pekalongan"] * 2 + ["Komisi Pemilihan Umum Pekalongan",
          "Komisi Pemilihan Umum Kota Pekalongan"]),
        # What one mention is of says nothing of others, nor of those of the whole country.
        ("Komisi Pemilihan Umum (KPU) Kabupaten Batang menunggu. KPU RI akan mengirim surat.",
         ["Komisi Pemilihan Umum Batang"] * 2 + ["Komisi Pemilihan Umum"]),
        ("Komisi Pemilihan Umum Kota Pekalongan (KPU) menunggu. Kata Ketua KPU RI Budi Santoso, aman.",
         ["Komisi Pemilihan Umum Kota Pekalongan"] * 2 + ["Komisi Pemilihan Umum"]),
        ("Palang Merah Indonesia (PMI) Kota Bogor menyalurkan darah. Relawan PMI siaga.",
         ["Palang Merah Indonesia Kota Bogor"] * 2 + ["Palang Merah Indonesia"]),
        # Provinces that are called as their kota is.
        ("DPRD Kota Jambi dan DPRD Provinsi Jambi rapat. Kata Kapolda, Polda Jambi siaga.",
         ["DPRD Jambi", "DPRD Provinsi Jambi", "Polda Jambi"]),
        ("Kodim 0736/Batang patroli. DPRD Batang Kotak-katik Anggaran.", ["Kodim 0736/Batang", "DPRD Batang"]),
        ("Siswa SMAN 1 Pekalongan menang. Anggota MUI Sumbar hadir.", ["SMAN 1 Pekalongan", "MUI Sumatera Barat"]),
        # What there is once, or once in each country.
        ("Kata Ketua PDIP Jateng dan Partai Demokrat Sumut, KPK Jakarta diam.", ["PDIP", "Partai Demokrat", "KPK"]),
        ("Menurut Kementerian Luar Negeri Israel, KBRI Kuala Lumpur tutup. Kejaksaan Agung RI Jakarta buka.",
         ["Kementerian Luar Negeri Israel", "KBRI Kuala Lumpur", "Kejaksaan Agung"]),
        # The government in general, and words that are none's.
        ("Kata pemerintah Jepang, aman. Rumah di Batang terbakar, dinas Tegal datang.", []),
    ],
)  # fmt: skip
def test_organisations_of_a_place(text: str, found: list[str]) -> None:
    mentions = recognise(text)
    assert [m.name for m in mentions if m.kind is MentionKind.ORGANISATION] == found
    assert all(one.end <= other.start for one, other in itertools.pairwise(mentions))
    assert all(text[m.start : m.end] == m.surface for m in mentions)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Under its usual name, whatever else a text calls it, without what goes without saying.
        ("Kader Demokrat dan Partai Gerakan Indonesia Raya (Gerindra) hadir.", ["Partai Demokrat"] + ["Partai Gerindra"] * 2),
        ("Kata PDI Perjuangan dan DPR RI, Kementerian Agama Republik Indonesia hadir.", ["PDIP", "DPR", "Kementerian Agama"]),
        ("Saham PT Telkom Indonesia Tbk naik. Telkom Indonesia untung.", ["PT Telkom Indonesia"] * 2),
        ("Persatuan Guru Republik Indonesia (PGRI) rapat.", ["Persatuan Guru Republik Indonesia"] * 2),
        # A short form behind the name, initials, a club's name without its place.
        ("Kader Partai Amanat Nasional PAN hadir. Kata PAN, aman.", ["Partai Amanat Nasional"] * 2),
        ("Menurut Mahkamah Konstitusi, aman. Putusan MK dibacakan.", ["Mahkamah Konstitusi"] * 2),
        ("Laga Persebaya Surabaya imbang. Pemain Persebaya pulang.", ["Persebaya Surabaya"] * 2),
        # What each place has is the place's that the article names, if there is one; what the country has, too, is not.
        ("Kata anggota DPRD Kota Bogor, aman. Menurut DPRD, selesai.", ["DPRD Kota Bogor"] * 2),
        ("Anggota DPRD Kota Bogor dan DPRD Depok hadir. Menurut DPRD, selesai.", ["DPRD Kota Bogor", "DPRD Depok", "DPRD"]),
        ("Menurut KPU Batang, aman. Kata KPU, selesai.", ["KPU Batang", "KPU"]),
        # Fields of an agency, a party and where it has its fraction.
        (
            "Badan Meteorologi, Klimatologi, dan Geofisika (BMKG) mencatat gempa. Kata BMKG, aman.",
            ["Badan Meteorologi, Klimatologi, dan Geofisika"] * 3,
        ),
        ("Kementerian Pendidikan, Kebudayaan, Riset, dan Teknologi menunggu.",
         ["Kementerian Pendidikan, Kebudayaan, Riset, dan Teknologi"]),
        ("Kementerian Kesehatan, Kepolisian, dan KPK hadir.", ["Kementerian Kesehatan", "KPK"]),
        ("Kata Ketua Fraksi PKS DPRD Depok, aman.", ["PKS", "DPRD Depok"]),
        # Short forms of what is no organisation, and of people.
        ("Nomor Pokok Wajib Pajak (NPWP) wajib. Warga tanpa NPWP ditolak KPK.", ["KPK"]),
        ("Pelaku berinisial ZA ditangkap Polda Papua.", ["Polda Papua"]),
        ("Kementerian Usaha Mikro, Kecil, dan Menengah (UMKM) membantu UMKM.", ["Kementerian Usaha Mikro, Kecil, dan Menengah"]),
        # Newsrooms that a text credits, not what it tells of one.
        ("SEMARANG, KOMPAS.com - KPK menunggu, kata Budi Santoso kepada detikcom, dikutip dari Antara. (RMOL)", ["KPK"]),
        ("Laporan Wartawan Tribunnews.com, Budi Santoso\nKPK menunggu.", ["KPK"]),
        ("Kantor Tempo digeledah polisi. Pemimpin redaksi Tempo menolak.", ["Tempo"] * 2),
        ("Detikcom digugat polisi. Wartawan Tempo dianiaya. Bukalapak.com untung.", ["Detikcom", "Tempo", "Bukalapak.com"]),
        ("Dilansir Bukalapak.com, KPK menunggu. Kata dia kepada Kantor Berita Politik RMOL, aman.", ["KPK"]),
        ("Harga Emas Naik | Republika Online\nKPK menunggu.", ["KPK"]),
        ("Kata Budi Santoso di Twitter dan lewat akun Instagram, KPK menunggu. Saham Twitter anjlok.", ["KPK", "Twitter"]),
        ("Presiden Amerika Serikat (AS) hadir. Kata AS, aman.", []),
        ("Kantor Tempo.co dijaga. Polisi memeriksa Tempo.co sejak pagi. CT Corp membeli detikcom.",
         ["Tempo.co"] * 2 + ["CT Corp", "detikcom"]),
        ("Twitter Indonesia memangkas karyawan.", ["Twitter Indonesia"]),
        # Initials of another, if everybody knows whose; a firm's name that is cut, and a product.
        ("Kementerian Pekerjaan Umum membangun gudang. Ketua KPU Mochammad Afifuddin hadir.", ["Kementerian Pekerjaan Umum", "KPU"]),
        ("Majelis Kehormatan rapat. Putusan MK dibacakan.", ["Majelis Kehormatan", "MK"]),
        ("Persib Bandung merekrut pemain. Kata Direktur PT Persib Bandung Bermartabat Teddy Tjahjono, aman.", ["Persib Bandung", "PT Persib Bandung"]),
        ("Menteri Keuangan Sri Mulyani Indrawati (SMI) hadir. PT SMI membiayai tol.", ["PT SMI"]),
        ("Pemuda Pancasila (PP) demo. Menurut PP, aman.", ["PP"] * 2),
        ("PT PP Tbk untung. Saham PP naik.", ["PT PP"] * 2),
        ("Komunitas Jaga Bhumi Tanam Bibit\nKomunitas Jaga Bhumi menanam mangrove di Demak.", ["Komunitas Jaga Bhumi"] * 2),
        # What everybody knows is no suspect's initials; *MA (34)* is a suspect.
        ("Tersangka Bagus Irawan (BI) ditahan. Gubernur BI Perry Warjiyo hadir.", ["BI"]),
        ("Terdakwa Agus Damar (AD) ditahan. TNI AD siaga.", ["TNI AD"]),
        ("Harun Masiku (HM) buron. PT HM Sampoerna untung, kata HM.", ["PT HM Sampoerna"]),
        ("Menteri Pertanian Syahrul Yasin Limpo (SYL) ditahan. SYL menolak.", []),
        ("Universitas Jenderal Soedirman (Unsoed) libur. Jenderal Soedirman dikenang.", ["Universitas Jenderal Soedirman"] * 2),
        ("Polisi menangkap MA (34) dan UI (22) di Batang.", []),
        ("Brigade Mobil (Brimob) siaga. Brimob patroli.", ["Brimob"] * 2),
        # Another one of each place, all of them, before it is named.
        ("Polsek Tulis melapor. Di Polsek lain, aman. Seluruh Polsek siaga. Kata anggota Polsek, aman.",
         ["Polsek Tulis", "Polsek", "Polsek", "Polsek Tulis"]),
        ("Kapolri meminta Polres siaga. Polres Batang siaga.", ["Polres", "Polres Batang"]),
        ("Pengadilan Negeri Batang memutus. Menurut PNB, aman.", ["Pengadilan Negeri Batang", "PNB"]),
        ("Kementerian Kesehatan (Kemenkes) rapat. Kemenkes RI menunggu.", ["Kementerian Kesehatan"] * 3),
        # No field is what somebody is, nor a ministry of its own.
        ("Kementerian Agama dan Masyarakat setempat menggelar doa.", ["Kementerian Agama"]),
        ("Kementerian Keuangan, Investasi, dan Perdagangan menggelar rapat.", ["Kementerian Keuangan"]),
        ("Kementerian Koordinator Politik, Hukum, dan Keamanan rapat.", ["Kementerian Koordinator Politik, Hukum, dan Keamanan"]),
        # An account is none, nor what only tells what an agency is for.
        ("Video itu tayang di YouTube Sekretariat Presiden. Survei Sosial Ekonomi Nasional selesai.", []),
        # Verbs of headlines, and what stands behind them.
        ("Pegadaian Dukung Pendidikan di Batang\nPegadaian membantu.", ["Pegadaian"] * 2),
    ],
)  # fmt: skip
def test_one_organisation_has_one_name(text: str, found: list[str]) -> None:
    assert [m.name for m in recognise(text) if m.kind is MentionKind.ORGANISATION] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kementerian Perhubungan membangun Tol Trans Sumatera.", ["Kementerian Perhubungan"]),
        ("Tim Ganda Putri Indonesia menang. Kabinet Indonesia Maju bubar.", []),
        # What only organisations are called, what has a usual name, what the text introduces or calls a firm.
        (
            "Warga Muhammadiyah di Kudus menggelar salat Id. Nasabah Pegadaian mengeluh.",
            ["Muhammadiyah", "Pegadaian"],
        ),
        ("Bio Farma memproduksi vaksin. Kimia Farma menjualnya.", ["Bio Farma", "Kimia Farma"]),
        ("Menurut Kapolda Metro Jaya, aman.", ["Polda Metro Jaya"]),
        (
            "Kader Partai Gerakan Nusantara Jaya (Gernuja) hadir. Kata Gernuja, aman.",
            ["Partai Gerakan Nusantara Jaya"] * 3,
        ),
    ],
)
def test_the_tagger_must_be_sure_or_something_else_tell(text: str, found: list[str]) -> None:
    assert [m.name for m in recognise(text) if m.kind is MentionKind.ORGANISATION] == found


def test_a_name_is_as_sure_as_where_it_is_surest() -> None:
    text = "Zetka dan Zemka Raya. Zemka Raya, Zetka, Blora Zemka."
    words, none = split(text), Introduced({}, frozenset(), frozenset())
    spans = [(0, 0), (2, 3), (4, 5), (6, 6), (7, 8)]
    assert sure_names(spans, words, text, none) == []
    sure = SURE_ORGANISATION
    for at, margin in ((2, sure), (3, sure), (6, SURE_ORGANISATION_OF_ONE - 0.1), (7, -9), (8, sure)):
        words[at].organisation_margin = margin
    # A place's word does not count.
    assert sure_names(spans, words, text, none) == [(2, 3), (4, 5), (7, 8)]
    assert sure_names(spans, words, text, Introduced({}, frozenset(["Zetka"]), frozenset())) == spans
    assert sure_names(spans, words, f"{text} PT Zetka", none) == spans
    assert sure_names(spans, words, f"{text} PT. Zetka", none) == spans
    assert (0, 0) not in sure_names(spans, words, f"{text} PT Zetkaraya. GPT Zetka.", none)


@given(st.text(st.sampled_from("Kk, d()anABC.-'&"), max_size=80))
def test_nothing_is_too_odd(text: str) -> None:
    for mention in recognise(f"Berita\nKementerian {text}"):
        assert mention.name


def test_no_two_names_overlap() -> None:
    text = (
        "Ketua DPRD Kota Pekalongan Budi Santoso dan Rektor Universitas Diponegoro bertemu di Polres Batang."
    )
    found = recognise(text)
    assert len(found) > 2
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
