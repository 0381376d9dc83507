"""People, their titles and offices in texts written to be hard."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from index import MentionKind
from indexer.recognise import recognise

from .named import Person, people_in

HERE = Path(__file__).parent
# Precision and recall: of names, and of what stands with a name that is found.
FLOORS = {
    "people_hard.tsv": {"name": (0.83, 0.79), "title": (0.95, 0.93), "office": (0.99, 0.94)},
    "ranks_hard.tsv": {"name": (0.97, 0.98), "title": (0.98, 0.98), "office": (0.98, 0.93)},
}


def texts(name: str = "people_hard.tsv") -> list[tuple[str, dict[str, Person]]]:
    found = []
    for line in (HERE / name).read_text(encoding="utf-8").splitlines()[1:]:
        if not line.startswith("#"):
            text, people = line.split("\t")
            parts = [
                [part.strip() for part in each.split("|")] for each in people.split("; ") if each.strip()
            ]
            found.append((text, {name: Person(title, office) for name, title, office in parts}))
    return found


@pytest.mark.parametrize(
    ("file", "least", "empty"), [("people_hard.tsv", 280, 90), ("ranks_hard.tsv", 90, 25)]
)
def test_the_hard_sets_are_hard(file: str, least: int, empty: int) -> None:
    every = texts(file)
    assert len({text for text, _ in every}) == len(every) >= least
    assert sum(not people for _, people in every) >= empty
    assert all(name in text for text, people in every for name in people)
    assert all(each.office in text for text, people in every for each in people.values())


@pytest.mark.parametrize("file", FLOORS)
def test_hard_texts(file: str) -> None:
    right, found, wanted = Counter[str](), Counter[str](), Counter[str]()
    for text, people in texts(file):
        seen = people_in(text)
        found["name"] += len(seen)
        wanted["name"] += len(people)
        right["name"] += len(seen.keys() & people.keys())
        for name in seen.keys() & people.keys():
            for kind, one, other in zip(("title", "office"), seen[name], people[name], strict=True):
                found[kind] += bool(one)
                wanted[kind] += bool(other)
                right[kind] += bool(one) and one == other
    for kind, (precision, recall) in FLOORS[file].items():
        measured = right[kind] / found[kind], right[kind] / wanted[kind]
        assert measured[0] >= precision, (kind, measured)
        assert measured[1] >= recall, (kind, measured)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "Plt Wali Kota Pekalongan, H Salahudin, hadir. Kata Salahudin, air surut.",
            {"Salahudin": Person("H", "Plt Wali Kota Pekalongan")},
        ),
        (
            "Kapolres Tegal Kota AKBP Rendy Prakosa, S.I.K., M.H., memastikan hal itu.",
            {"Rendy Prakosa": Person("AKBP S.I.K. M.H.", "Kapolres Tegal Kota")},
        ),
        (
            "Tumiran, Kepala Desa Sidomulyo, mengaku belum menerima surat.",
            {"Tumiran": Person("", "Kepala Desa Sidomulyo")},
        ),
        ("Menurut Tumiran, kepala desa itu, surat belum datang.", {"Tumiran": Person()}),
        ("Kata Menkeu (Menteri Keuangan Budi Santoso), aman.", {"Budi Santoso": Person("", "Menteri Keuangan")}),
        (
            "Kepala Dinas Penerangan TNI AU Marsekal Pertama TNI Fajar Wicaksono membenarkan hal itu.",
            {"Fajar Wicaksono": Person("Marsekal Pertama TNI", "Kepala Dinas Penerangan TNI AU")},
        ),
        (
            "Panglima TNI Laksamana Yudha Wiratama dan KSAD Jenderal Dedi Rahmat hadir.",
            {
                "Yudha Wiratama": Person("Laksamana", "Panglima TNI"),
                "Dedi Rahmat": Person("Jenderal", "KSAD"),
            },
        ),
        (
            "Letnan Jenderal TNI (Purn) Yanto Wibisono datang bersama Letkol Laut (P) Heri Setiono.",
            {
                "Yanto Wibisono": Person("Letnan Jenderal TNI (Purn)"),
                "Heri Setiono": Person("Letkol Laut (P)"),
            },
        ),
        (
            "Kapolda Metro Jaya Inspektur Jenderal Polisi Fadil Wiratama memimpin apel.",
            {"Fadil Wiratama": Person("Inspektur Jenderal Polisi", "Kapolda Metro Jaya")},
        ),
        (
            "Ajun Komisaris Besar Polisi Rahmat Setiadi menerima Kopral Dua Andri Saputra.",
            {
                "Rahmat Setiadi": Person("Ajun Komisaris Besar Polisi"),
                "Andri Saputra": Person("Kopral Dua"),
            },
        ),
        ("Marsekal Muda TNI Anumerta Ismail dimakamkan.", {"Ismail": Person("Marsekal Muda TNI Anumerta")}),
        # A rank without a name, what only looks like one, and what bears a name with its rank.
        ("Menurut Marsekal Pertama TNI, hal itu wajar. Pembalap Pol Espargaro jatuh. Menurut Pol Espargaro, motornya siap.", {"Pol Espargaro": Person()}),
        ("Sekretaris Jenderal Antonio Guterres tiba.", {"Antonio Guterres": Person("", "Sekretaris Jenderal")}),
        (
            "Inspektur Jenderal Kementerian Dalam Negeri Tumpak Simanjuntak hadir.",
            {"Tumpak Simanjuntak": Person("", "Inspektur Jenderal Kementerian Dalam Negeri")},
        ),
        ("Ia mengajar di Universitas Jenderal Soedirman, dekat Jalan Letnan Jenderal S. Parman.", {}),
        ("Wapres Boediono tiba bersama Ny Herawati.", {"Boediono": Person("", "Wapres"), "Herawati": Person()}),
        (
            "Ganda putra Rangga Fernaldi Gunawan/Kevin Sanjaya Wibowo menang. Menurut Rangga, Kevin bermain baik.",
            {"Rangga Fernaldi Gunawan": Person(), "Kevin Sanjaya Wibowo": Person()},
        ),
        (
            "Menteri PPN/Kepala Bappenas Suharso Monoarfa dan personel TNI-Polri hadir.",
            {"Suharso Monoarfa": Person("", "Menteri PPN/Kepala Bappenas")},
        ),
        (
            "Kapolda Jawa Barat Irjen. Pol. Budi Santoso dan Dandim Letkol. Inf. Andi Wijaya hadir.",
            {
                "Budi Santoso": Person("Irjen. Pol.", "Kapolda Jawa Barat"),
                "Andi Wijaya": Person("Letkol. Inf.", "Dandim"),
            },
        ),
        (
            "Brigjen Pol. (Purn.) Budi Santoso datang. Ia berpangkat Kolonel. Polisi berjaga.",
            {"Budi Santoso": Person("Brigjen Pol. (Purn.)")},
        ),
        (
            "Senator Paul Finsen Mayor datang. Menurut Denny Mayor, air surut. Mayor Inf Yan Wijaya pulang.",
            {"Paul Finsen Mayor": Person("", "Senator"), "Denny Mayor": Person(), "Yan Wijaya": Person("Mayor Inf")},
        ),
        ("Koordinator Lapangan Budi Santoso hadir.", {"Budi Santoso": Person("", "Koordinator Lapangan")}),
        (
            "Menurut gubernur, Jenderal Andika Wijaya hadir. Kata Jen Psaki, itu benar.",
            {"Andika Wijaya": Person("Jenderal", "gubernur"), "Jen Psaki": Person()},
        ),
        ("Raden Ajeng Kartini lahir di Jepara.", {"Kartini": Person("Raden Ajeng")}),
        ("Tuan Guru Bajang Zainul Majdi tiba.", {"Zainul Majdi": Person("Tuan Guru Bajang")}),
        ("Siti Fadilah Supari, Sp.JP(K), bersaksi.", {"Siti Fadilah Supari": Person("Sp.JP(K)")}),
        ("Pak Tumiran datang ke rumah Bapak Sugeng Riyadi.", {"Tumiran": Person(), "Sugeng Riyadi": Person()}),
        ("Kapten Sudirman Wijaya tiba di Tegal.", {"Sudirman Wijaya": Person("Kapten")}),
        ("Umpan Kevin De Bruyne disambut Erling Haaland.", {"Kevin De Bruyne": Person(), "Erling Haaland": Person()}),
        ("Truk terbalik di Jalan Jenderal Ahmad Yani dan Jalan KH Wahid Hasyim.", {}),
        ("Kata Budi Karya Sumadi, kapal siap.", {"Budi Karya Sumadi": Person()}),
        (
            "Menteri Perhubungan Budi Karya Sumadi tiba. Kata Budi Karya Sumadi, kapal siap.",
            {"Budi Karya Sumadi": Person("", "Menteri Perhubungan")},
        ),
        ("Menteri Perhubungan Budi Karya Sumadi tiba.", {"Budi Karya Sumadi": Person("", "Menteri Perhubungan")}),
        ("Kata Menpora Imam Nahrawi, dana siap.", {"Imam Nahrawi": Person("", "Menpora")}),
        ("Ia dirawat di RSPAD Gatot Soebroto sejak Senin.", {}),
        ("Dirinya mengaku tak tahu. Pengurus Muhammadiyah hadir.", {}),
        ("Menurut Gus Dur, itu biasa. Kata Gus Dur, biasa.", {"Gus Dur": Person()}),
        ("Jaksa menuntut N, bendahara desa, lima tahun penjara.", {}),
        (
            "Plt. Bupati Pemalang Mansur Hidayat hadir. Pj. Wali Kota Tegal Agus Sulistyantono pulang.",
            {
                "Mansur Hidayat": Person("", "Plt. Bupati Pemalang"),
                "Agus Sulistyantono": Person("", "Pj. Wali Kota Tegal"),
            },
        ),
        (
            "Sekda Pati Moh. Ali Mustofa hadir. Ketua FKUB Muh. Arif pulang.",
            {"Moh Ali Mustofa": Person("", "Sekda Pati"), "Muh Arif": Person("", "Ketua FKUB")},
        ),
        (
            "Calon Bupati Pemalang Vicky Prasetyo hadir. Menurut calon Wakil Bupati Suwendi, aman.",
            {
                "Vicky Prasetyo": Person("", "Calon Bupati Pemalang"),
                "Suwendi": Person("", "calon Wakil Bupati"),
            },
        ),
        # Initials, with titles and without.
        (
            "Presiden B.J. Habibie hadir. Menurut B. J. Habibie, aman. BJ Habibie pulang. Kata Habibie, aman.",
            {"BJ Habibie": Person("", "Presiden")},
        ),
        (
            "Gubernur Bank Indonesia Agus D.W. Martowardojo dan Menlu Retno L.P Marsudi hadir.",
            {
                "Agus DW Martowardojo": Person("", "Gubernur Bank Indonesia"),
                "Retno LP Marsudi": Person("", "Menlu"),
            },
        ),
        (
            "Rais Aam KH. M.A. Sahal Mahfudh wafat. Perjuangan R.A. Kartini dikenang.",
            {"MA Sahal Mahfudh": Person("KH.", "Rais Aam"), "Kartini": Person("R.A.")},
        ),
        (
            "Bupati Malang H.M Sanusi hadir bersama K.H.M. Cholil Bisri.",
            {"M Sanusi": Person("H.", "Bupati Malang"), "M Cholil Bisri": Person("K.H.")},
        ),
        ("Ketua FKUB Kabupaten Pati M. Nur Hasan hadir.", {"M Nur Hasan": Person("", "Ketua FKUB Kabupaten Pati")}),
        (
            "Wali Kota Denpasar I Gusti Ngurah Jaya Negara hadir.",
            {"I Gusti Ngurah Jaya Negara": Person("", "Wali Kota Denpasar")},
        ),
        (
            "S. Parman, A. Yani dan D.I. Panjaitan gugur. Mayjen S.Parman dimakamkan.",
            {"S Parman": Person("Mayjen"), "A Yani": Person(), "DI Panjaitan": Person()},
        ),
        (
            "Budi Santoso, S.H., M.H. Ia pulang. Presiden R.I. Soekarno dan Presiden A.S. Nixon bertemu.",
            {"Budi Santoso": Person("S.H. M.H."), "Soekarno": Person(), "Nixon": Person()},
        ),
        ("Laga di Stadion B.J. Habibie dan di Jalan M.H. Thamrin.", {}),
        (
            "Presiden Bacharuddin Jusuf Habibie hadir. Menurut B.J. Habibie, aman. Kata Habibie, aman.",
            {"Bacharuddin Jusuf Habibie": Person("", "Presiden")},
        ),
        ("Ketua K.P.K. Firli Bahuri dan Ketua P.W.I. Djawoto hadir.", {"Firli Bahuri": Person(), "Djawoto": Person()}),
        ("Direktur R.S. Budi Santoso dan lulusan S.M.A. Andi Wijaya hadir.", {"Budi Santoso": Person(), "Andi Wijaya": Person()}),
        ("Pria berinisial S. Budi Santoso pulang. Golongan darah B. Andi Wijaya hadir.", {"Budi Santoso": Person(), "Andi Wijaya": Person()}),
        ("Kedudukannya menjadi M. Fadil Imran.", {"M Fadil Imran": Person()}),
        (
            "Raja Salman bin Abdulaziz hadir. Ratu Atut Chosiyah bebas. KH.Ma'ruf Amin pulang.",
            {"Salman bin Abdulaziz": Person(), "Ratu Atut Chosiyah": Person(), "Ma'ruf Amin": Person("KH.")},
        ),
        ("Komisi B. Andi Wijaya hadir di Blok A. Siti Aminah pulang.", {"Andi Wijaya": Person(), "Siti Aminah": Person()}),
        # Academic and other titles.
        (
            "Rektor Prof. Dr. Ir. Budi Santoso, M.M., IPU membuka seminar. KRT Hardjonagoro hadir.",
            {"Budi Santoso": Person("Prof. Dr. Ir. M.M. IPU", "Rektor"), "Hardjonagoro": Person("KRT")},
        ),
        (
            "Letkol Inf Agus Santoso, M.Tr (Han) memimpin apel. Kolonel Budi Prasetyo, S.E., M.Tr.(Han)., hadir.",
            {"Agus Santoso": Person("Letkol Inf M.Tr (Han)"), "Budi Prasetyo": Person("Kolonel S.E. M.Tr.(Han).")},
        ),
        (
            "Camat Comal, Sutopo, S.T.P., M.Si., hadir. Kepala dinas, Rudi Hartono, S.KM., M.Kes., hadir.",
            {"Sutopo": Person("S.T.P. M.Si.", "Camat Comal"), "Rudi Hartono": Person("S.KM. M.Kes.", "Kepala dinas")},
        ),
        (
            "Dosen Siti Aminah, S.Kom., M.Kom., dan Ahmad Fauzi, M.Eng., hadir. Obat itu, kata apt. Dewi Lestari, S.Farm., aman.",
            {
                "Siti Aminah": Person("S.Kom. M.Kom."),
                "Ahmad Fauzi": Person("M.Eng."),
                "Dewi Lestari": Person("apt. S.Farm."),
            },
        ),
        (
            "Pangeran Diponegoro memimpin perang. Menurut Diponegoro, perang itu suci. Pangeran Andrew hadir.",
            {"Diponegoro": Person("Pangeran"), "Pangeran Andrew": Person()},
        ),
        (
            "Franz Magnis-Suseno SJ memberi kuliah. Romo Franz Magnis-Suseno, SJ, hadir.",
            {"Franz Magnis-Suseno": Person("SJ")},
        ),
        ("Ustaz Abdul Aziz as-Sa'di mengisi kajian.", {"Abdul Aziz as-Sa'di": Person("Ustaz")}),
        # Heads of agencies and of embassies.
        ("Plt. Kepala Dinas Sosial Mu'minun hadir.", {"Mu'minun": Person("", "Plt. Kepala Dinas Sosial")}),
        ("Sekretaris Dinas Lingkungan Hidup Darmuji hadir.", {"Darmuji": Person("", "Sekretaris Dinas Lingkungan Hidup")}),
        ("Kepala Dinas Sosial Dukcapil hadir. Kepala Dinas Perindag pulang.", {}),
        (
            "Duta Besar RI untuk Belanda Mayerfas hadir. Dubes Belanda Lambert van der Heijden pulang.",
            {
                "Mayerfas": Person("", "Duta Besar RI untuk Belanda"),
                "Lambert van der Heijden": Person("", "Dubes Belanda"),
            },
        ),
        ("Hadiah Bupati untuk Ketua DPRD Budi Santoso diterima.", {"Budi Santoso": Person("", "Ketua DPRD")}),
        # A short form between office and name, what a place lies in, offices of two words.
        (
            "Menteri Luar Negeri (Menlu) Sugiono hadir. Kepala Badan Nasional Penanggulangan Bencana (BNPB) Letjen TNI Suharyanto pulang.",
            {
                "Sugiono": Person("", "Menteri Luar Negeri"),
                "Suharyanto": Person("Letjen TNI", "Kepala Badan Nasional Penanggulangan Bencana"),
            },
        ),
        (
            "Ketua Umum Pengurus Besar Nahdatul Ulama (PBNU) Yahya Cholil Staquf hadir.",
            {"Yahya Cholil Staquf": Person("", "Ketua Umum Pengurus Besar Nahdatul Ulama")},
        ),
        (
            "Kepala Desa Sumberagung, Kecamatan Ngantang, Kabupaten Malang, Suwandi hadir.",
            {"Suwandi": Person("", "Kepala Desa Sumberagung, Kecamatan Ngantang, Kabupaten Malang")},
        ),
        (
            "Hakim Agung Gazalba Saleh dan Hakim Konstitusi Saldi Isra hadir. Agung Laksono pulang.",
            {
                "Gazalba Saleh": Person("", "Hakim Agung"),
                "Saldi Isra": Person("", "Hakim Konstitusi"),
                "Agung Laksono": Person(),
            },
        ),
        ("Truk terbalik di Jalan Jaksa Agung Suprapto.", {}),
        (
            "Wamendagri Bima Arya Sugiarto hadir. Menteri Kemaritiman dan Investasi Luhut Binsar Pandjaitan pulang.",
            {
                "Bima Arya Sugiarto": Person("", "Wamendagri"),
                "Luhut Binsar Pandjaitan": Person("", "Menteri Kemaritiman dan Investasi"),
            },
        ),
        ("Anggota Bawaslu Maryani hadir.", {"Maryani": Person("", "Anggota Bawaslu")}),
        # Offices and kinship that people are called.
        (
            "Menteri Kehutanan Raja Juli Antoni hadir bersama Putri Kusuma Wardani. Sultan Agung wafat.",
            {"Raja Juli Antoni": Person("", "Menteri Kehutanan"), "Putri Kusuma Wardani": Person(), "Sultan Agung": Person()},
        ),
        ("Putra Ahmad Dhani menikah. Pelatih Timnas Putri Andi Wijaya hadir.", {"Ahmad Dhani": Person(), "Andi Wijaya": Person("", "Pelatih Timnas Putri")}),
        ("Bacabup Subandi datang. Calon pengantin Rina Wati pulang.", {"Subandi": Person("", "Bacabup"), "Rina Wati": Person()}),
        (
            "Kata Dirjen Pajak Suryo Utomo dan Kasetpres Heru Budi Hartono, aman.",
            {"Suryo Utomo": Person("", "Dirjen Pajak"), "Heru Budi Hartono": Person("", "Kasetpres")},
        ),
    ],
)  # fmt: skip
def test_titles_and_offices(text: str, people: dict[str, Person]) -> None:
    assert people_in(text) == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Harga\nWarga menyambut bulan suci Ramadhan. Jelang Ramadhan, harga sembako naik.", set()),
        ("Zodiak\nLibra dan Aquarius cocok bulan ini. Kamu yang Scorpio sebaiknya sabar.", set()),
        (
            "Polisi\nKata AKBP Ahmad Ramadhan, pelaku ditahan. Ramadhan meminta warga tenang.",
            {"Ahmad Ramadhan"},
        ),
        ("Ujaran\nPolisi menangani isu SARA dan hoaks. Konflik SARA dicegah.", set()),
        ("Balapan\nAlex Rins naik podium untuk Suzuki. Motor Suzuki melaju.", {"Alex Rins"}),
        (
            "Polri\nAhli dari Bareskrim datang. Menurut Dirjen dan Kadiv, Dewas menunggu. Ya, Taliban juga.",
            set(),
        ),
        ("Polisi\nKata AKBP Ramadhan, pelaku ditahan. Warga diminta tenang.", {"Ramadhan"}),
        ("Polisi\nPelaku ditahan. “Warga tenang,” kata Libra Pratama, Kamis.", {"Libra Pratama"}),
    ],
)
def test_what_is_more_often_something_else_is_a_person_only_where_more_says_so(
    text: str, people: set[str]
) -> None:
    assert people_in(text).keys() == people


@pytest.mark.parametrize(
    ("text", "named"),
    [
        # Initials behind a name are somebody's in the whole text, titles told; not those of two people.
        (
            "Sidang\nHabib Rizieq Shihab (HRS) hadir. Menurut HRS, sidang ditunda. HRS lalu pulang.",
            ["Rizieq Shihab"] * 4,
        ),
        (
            "Suap\nTersangka Abdul Halim (AH) dan Budi Santoso (BS) ditahan. AH mengaku, BS diam.",
            ["Abdul Halim"] * 2 + ["Budi Santoso"] * 2 + ["Abdul Halim", "Budi Santoso"],
        ),
        (
            "Suap\nBudi Santoso (BS) dan Bagus Setiawan (BS) ditahan. Kata BS, aman.",
            ["Budi Santoso", "Bagus Setiawan"],
        ),
        ("Sidang\nMuhammad Kholid (MK) hadir. Putusan MK dibacakan.", ["Muhammad Kholid"]),
        # Where something is is nobody, but who is introduced so elsewhere.
        ("Klub\nIa manajer di Equinara. Klub Equinara menang.", []),
        (
            "Kanal\nKata pengamat politik Rocky Gerung, aman. Kuncinya ada di Rocky Gerung, disusul di Prabowo.",
            ["Rocky Gerung"] * 2 + ["Prabowo"],
        ),
        # Whom everybody calls so, if the text names somebody so; a noble name that is a common word, too.
        (
            "Partai\nMuhaimin Iskandar hadir. Kata Cak Imin, aman. Menurut Gus Dur, selesai.",
            ["Muhaimin Iskandar"] * 2 + ["Gus Dur"],
        ),
        ("Rapat\nKata Gubernur NTB Lalu Muhamad Iqbal, aman. Lalu Iqbal pulang.", ["Lalu Muhamad Iqbal"] * 2),
        # A share is no age; a tournament is nobody.
        ("Survei\nJawabanya, 51,3 persen menolak.", []),
        ("Tenis\nPetenis hadir di final Erick Thohir Tennis Tournament.", []),
    ],
)
def test_whom_a_text_names_so(text: str, named: list[str]) -> None:
    assert [m.name for m in recognise(text) if m.kind is MentionKind.PERSON] == named


def test_texts_by_someone_who_had_not_seen_the_recogniser() -> None:
    right = found = wanted = 0
    lines = (HERE / "people_unseen.tsv").read_text(encoding="utf-8").splitlines()
    every = [line.split("\t") for line in lines if not line.startswith("#")]
    for text, names in every:
        people = {name for name in names.split("; ") if name}
        seen = people_in(text.replace("\\n", "\n")).keys()
        right, found, wanted = right + len(seen & people), found + len(seen), wanted + len(people)
    assert len(every) >= 120
    assert right / found >= 0.97
    assert right / wanted >= 0.93


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Kata Wapres Ma'ruf Amin, aman. Maruf pulang, lalu Ma’ruf Amin tidur.", ["Ma'ruf Amin"] * 3),
        ("Kata Wapres Maruf Amin, aman. “Ya,” kata Ma'ruf.", ["Maruf Amin"] * 2),
        # As it is written, if one is called so.
        (
            "Kata Wapres Ma'ruf Amin dan Bupati Maruf Cahyono, aman. “Ya,” kata Ma'ruf. “Ya,” kata Maruf.",
            ["Ma'ruf Amin", "Maruf Cahyono", "Ma'ruf Amin", "Maruf Cahyono"],
        ),
        # Of two who are called so it is nobody's short name.
        (
            "Kata Wapres Ma'ruf Amin dan Bupati Ma'ruf Cahyono, aman. “Ya,” kata Maruf.",
            ["Ma'ruf Amin", "Ma'ruf Cahyono", "Ma'ruf"],
        ),
    ],
)
def test_apostrophes_make_no_other_name(text: str, named: list[str]) -> None:
    people = [m for m in recognise(text) if m.kind == "person"]
    assert [m.name for m in people] == named


def test_a_name_bears_its_slug() -> None:
    mention = recognise("Kata Wali Kota Tegal Budi Santoso, air surut.")[-1]
    assert (mention.name, mention.id, mention.office) == ("Budi Santoso", "budi-santoso", "Wali Kota Tegal")
