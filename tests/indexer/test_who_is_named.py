"""Who is named in a text, whole, once, and apart from others."""

from __future__ import annotations

import pytest

from .named import people_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Prabowo Subianto-Gibran Rakabuming Raka menang.", {"Prabowo Subianto", "Gibran Rakabuming Raka"}),
        ("Siti Nur-Aini Putri hadir.", {"Siti Nur-Aini Putri"}),
        ("Hasil: Muh. Basli Ali-Saiful Arif (Selayar) menang.", {"Muh Basli Ali", "Saiful Arif"}),
        # Tickets are two people each, couples on stage need not be.
        (
            "Pasangan calon hadir. Pasangan Riswadi-Amin di kanan, sedangkan Fadia Arafiq-Sukirman di kiri.",
            {"Riswadi", "Amin", "Fadia Arafiq", "Sukirman"},
        ),
        ("Pasangan Riswadi-Amin unggul di Kabupaten Pekalongan.", {"Riswadi", "Amin"}),
        ("Duet itu menghibur. Pelatih Jean-Paul van Gastel hadir.", {"Jean-Paul van Gastel"}),
        ("Menurut Jean-Jacques Rousseau, pilkada itu baik.", {"Jean-Jacques Rousseau"}),
        # Initials of a Christian name, small words, forms of address.
        ("Wali Kota Solo FX Hadi Rudyatmo hadir. Kata Rudy, aman. FX Rudy pulang.", {"FX Hadi Rudyatmo"}),
        ("Antropolog asal Belanda, Ellen van der Molen, hadir.", {"Ellen van der Molen"}),
        ("Seorang biarawati, Suster Nikolin Padjo, selamat.", {"Nikolin Padjo"}),
        # The head of a place, even if the tagger holds the name to be none.
        ("Bupati Demak Eisti'anah pernah menawarinya rumah.", {"Eisti'anah"}),
        ("Warga menonton Bupati Demak Cup. Bupati Pati Didemo warga. Bupati Demak Petahana kalah.", set()),
        # What somebody is called, told first.
        ("Kata Wakil Wali Kota Armuji, aman. Cak Ji, sapaan Armuji, pulang.", {"Armuji"}),
        ("Kata Nasrul Halim, aman. Ditambahkan Alung, sapaan Nasrul Halim, semua hadir.", {"Nasrul Halim"}),
        # Parts of another name follow it.
        ("Linda Pujiastuti alias Anita Cepu hadir. Kata Anita, aman.", {"Linda Pujiastuti"}),
        # Everybody knows them, and a headline is enough.
        ("Presiden Bisa Bantu Beban Kerja Jokowi\nHal itu dikatakan di Istana.", {"Jokowi"}),
        # Who scored, and in a list with clubs.
        (
            "Gol: Cody Gakpo 34', Mohamed Salah 63', Destiny Udogie (OG) 69'",
            {"Cody Gakpo", "Mohamed Salah", "Destiny Udogie"},
        ),
        (
            "Gol Evandra Florasta (52’ (P)) dan Siroch Chattong (38', 47').",
            {"Evandra Florasta", "Siroch Chattong"},
        ),
        ("Tewas di 'Km 50' itu.", set()),
        ("Victor Igbonefo (Persib), Bio Paulin (Sriwijaya FC).", {"Victor Igbonefo", "Bio Paulin"}),
        (
            "Sedangkan Hafiz Faisal/Gloria Emanuelle Widjaja kalah.",
            {"Hafiz Faisal", "Gloria Emanuelle Widjaja"},
        ),
        # The profession says it.
        ("Aktor dan komika Adjis Doaibu hadir.", {"Adjis Doaibu"}),
        ("Suami penyanyi Bunga Citra Lestari hadir.", {"Bunga Citra Lestari"}),
        # One person with and without the name in the middle, and a small word with a capital.
        (
            "Philip Mark Mehrtens bebas. Philip Mehrtens pulang. Kapten Philip sehat.",
            {"Philip Mark Mehrtens"},
        ),
        ("Pelatih Erik ten Hag datang. Kata Ten Hag, baik.", {"Erik ten Hag"}),
        # Two whose comma is lost.
        (
            "Gervane Kastaneer Kodai Tanaka bermain. Gervane Kastaneer dan Kodai Tanaka senang.",
            {"Gervane Kastaneer", "Kodai Tanaka"},
        ),
        (
            "Presiden Prabowo Prabowo Subianto hadir. Kata Prabowo Subianto, aman.",
            {"Prabowo Subianto"},
        ),
        ("Polisi menangkap Jumadi alias Gondrong (34).", {"Jumadi"}),
        ("Camat Wonosalam, Hartoyo, dan Lurah Sidomukti, Ngatiman, hadir.", {"Hartoyo", "Ngatiman"}),
        (
            "Camat Budi Santoso, Kapolsek Iptu Ahmad Yani, dan warga datang. Budi Santoso pulang.",
            {"Budi Santoso", "Ahmad Yani"},
        ),
        ("Guru besar Prof Dr Widodo Ekasasmita SH MHum menilai itu terlambat.", {"Widodo Ekasasmita"}),
        ("Dokter Budi Santoso SpOG membuka praktik.", {"Budi Santoso"}),
        ("Penyerang Ilija Spasojevic mencetak gol.", {"Ilija Spasojevic"}),
        ("Pelatih Pieter van den Heuvel memuji timnya.", {"Pieter van den Heuvel"}),
        ('Perajin Suyatno, yang akrab disapa "Mbah Yat", menolak pensiun.', {"Suyatno"}),
        ("Dua pintu tol Prof. Dr. Ir. Sedyatmo ditutup.", set()),
        ("Kepala Dinas Pariwisata I Gusti Ngurah Adnyana hadir.", {"I Gusti Ngurah Adnyana"}),
        (
            "Prabowo Subianto dan Gibran Rakabuming Raka hadir. Pendukung Prabowo-Gibran bersorak.",
            {"Prabowo Subianto", "Gibran Rakabuming Raka"},
        ),
        (
            "Slamet (34) dan Slamet Riyadi (29) ditangkap. Menurut Slamet, itu tidak benar.",
            {"Slamet", "Slamet Riyadi"},
        ),
        ("Muhammad Ali (34) dan M. Ali (50) ditangkap.", {"Muhammad Ali", "M Ali"}),
        (
            "Anna Putri dan Ana Putri kembar. Kata Anna Putri, benar. Menurut Ana Putri, salah.",
            {"Anna Putri", "Ana Putri"},
        ),
        ("Budi Santoso (45) hadir. Kata Budi, aman.", {"Budi Santoso"}),
        (
            "Gol dicetak Carlos Fortes (12') dan Taisei Marukawa (45+2').",
            {"Carlos Fortes", "Taisei Marukawa"},
        ),
        ("Pakar hukum Universitas Andalas Feri Amsari hadir.", {"Feri Amsari"}),
        ("Analis Indosurya Sekuritas William Surya Wijaya menilai saham naik.", {"William Surya Wijaya"}),
        ("Sudewo Minta Maaf ke Warga Pati\nKata Sudewo, pajak dibatalkan.", {"Sudewo"}),
        (
            "Prabowo Subianto dan Gibran Rakabuming Raka hadir. Pendukung Prabowo-Gibran",
            {"Prabowo Subianto", "Gibran Rakabuming Raka"},
        ),
        # What somebody is called besides.
        (
            "Presiden Joko Widodo (Jokowi) hadir. Menurut Jokowi, aman. Presiden Jokowi pulang.",
            {"Joko Widodo"},
        ),
        ("Susilo Bambang Yudhoyono (SBY) hadir. SBY pulang.", {"Susilo Bambang Yudhoyono"}),
        ("Setya Novanto alias Setnov ditahan. Kata Setnov, tidak.", {"Setya Novanto"}),
        ("Joko Widodo atau Jokowi hadir. Kata Jokowi, aman.", {"Joko Widodo"}),
        ("Soetardjo Soerjogoeritno atau Mbah Tardjo hadir. Kata Tardjo, aman.", {"Soetardjo Soerjogoeritno"}),
        ("Ketua Umum Muhaimin Iskandar (Cak Imin) hadir. Cak Imin pulang.", {"Muhaimin Iskandar"}),
        # Of which the name has no letter, and who is named so elsewhere.
        ("Wakil Ketua MPR RI Lestari Moerdijat (Rerie) hadir. Kata Rerie, aman.", {"Lestari Moerdijat"}),
        (
            "Wagub Musa Rajekshah (Ijeck) dan Wagub Nawal Lubis (Ijeck) hadir. Kata Ijeck, aman.",
            {"Musa Rajekshah", "Nawal Lubis", "Ijeck"},
        ),
        # Players, parts in films, and whom everybody knows.
        ("Aktor Reza Rahadian (Zetka) tampil. Kata Zetka, aman.", {"Reza Rahadian", "Zetka"}),
        ("Gubernur Ganjar Pranowo (Mahfud) menang. Kata Mahfud, aman.", {"Ganjar Pranowo", "Mahfud"}),
        (
            "Bupati Musa Rajekshah (Ijeck Purwanto) hadir. Kata Ijeck, aman.",
            {"Musa Rajekshah", "Ijeck Purwanto"},
        ),
        ("Cak Imin atau Muhaimin Iskandar hadir. Kata Cak Imin, aman.", {"Muhaimin Iskandar"}),
        ("Gus Yahya atau Yahya Cholil Staquf memimpin. Kata Gus Yahya, aman.", {"Yahya Cholil Staquf"}),
        ("Gus Yahya atau Gus Ipul akan hadir.", {"Gus Yahya", "Gus Ipul"}),
        ("Menteri Saifullah Yusuf, yang akrab disapa Gus Ipul, hadir. Gus Ipul pulang.", {"Saifullah Yusuf"}),
        (
            "Budi Santoso atau Andi Wijaya akan hadir. Kata Andi Wijaya, aman.",
            {"Budi Santoso", "Andi Wijaya"},
        ),
        # Not said, but made of the name.
        ("Presiden Joko Widodo hadir. Kata Jokowi, aman.", {"Joko Widodo"}),
        ("Direktur Utama Bulog Budi Waseso mengatakan aman. Kata Buwas, murah.", {"Budi Waseso"}),
        ("Presiden Susilo Bambang Yudhoyono hadir. Menurut SBY, aman.", {"Susilo Bambang Yudhoyono"}),
        ("Presiden Joko Widodo Jokowi hadir. Kata Jokowi, aman.", {"Joko Widodo"}),
        ("Menteri Sosial Tri Rismaharini hadir. Kata Risma, aman.", {"Tri Rismaharini"}),
        (
            "Megawati Soekarnoputri hadir. Menurut dia, Presiden Soekarno berjasa.",
            {"Megawati Soekarnoputri", "Soekarno"},
        ),
        (
            "Aminuddin Ma'ruf hadir. Laksma TNI Amin pulang, kata Aminuddin Ma'ruf.",
            {"Aminuddin Ma'ruf", "Amin"},
        ),
        ("Budiman Sudjatmiko hadir. Kata Budi, aman.", {"Budiman Sudjatmiko", "Budi"}),
        (
            "Tim Kampanye Nasional Prabowo Subianto-Gibran, Aminuddin Ma'ruf, hadir.",
            {"Prabowo Subianto", "Gibran", "Aminuddin Ma'ruf"},
        ),
        # A word of one name is no beginning of another's.
        ("Zulkifli Hasan bertemu TB Hasanuddin. Kata Hasan, aman.", {"Zulkifli Hasan", "TB Hasanuddin"}),
        (
            "Polisi menahan Aminuddin Rasyid. Korban, Amin, melapor. Menurut Amin, ia lari.",
            {"Aminuddin Rasyid", "Amin"},
        ),
        ("Saksi bernama Samsu melihat Samsuddin Tanjung. Kata Samsu, aman.", {"Samsu", "Samsuddin Tanjung"}),
        ("Ratna Nirmala hadir. Kata Rani, aman.", {"Ratna Nirmala", "Rani"}),
        ("Joko Widodo, yang tidak disapa Gus Ipul, hadir. Gus Ipul pulang.", {"Joko Widodo", "Gus Ipul"}),
        ("Jazilul Fawaid (Gus Jazil) hadir. Kata Gus Jazil, aman.", {"Jazilul Fawaid"}),
        ("Polisi Budi Santoso (Gus Ipul disapa) hadir. Kata Gus Ipul, aman.", {"Budi Santoso", "Gus Ipul"}),
        (
            "Judul\nKata Setya Novanto alias\nAgus Rahardjo pulang. Kata Agus Rahardjo, aman.",
            {"Setya Novanto", "Agus Rahardjo"},
        ),
        # Verbs of what others do.
        ("Setya Novanto dipanggil Agus Rahardjo. Agus Rahardjo pulang.", {"Setya Novanto", "Agus Rahardjo"}),
        (
            "Ganjar Pranowo disapa Joko Widodo saat tiba. Joko Widodo pulang.",
            {"Ganjar Pranowo", "Joko Widodo"},
        ),
        ("Terpidana Gayus Tambunan hadir. Kata Tambunan, aman.", {"Gayus Tambunan"}),
        (
            "Penyanyi Intan Permata hadir. Ia menjual intan dan permata. Intan Permata pulang.",
            {"Intan Permata"},
        ),
        ("Politikus PAN Amien Rais berkata begitu. Menurut Rais, aman.", {"Amien Rais"}),
        ("Kata Lord Rangga, aman. Lord Rangga pulang.", {"Lord Rangga"}),
        (
            "Judul\nDaftar calon: Budi Santoso, Jamin Ginting, Puji Lestari, Siti Aminah.",
            {"Budi Santoso", "Jamin Ginting", "Puji Lestari", "Siti Aminah"},
        ),
        (
            "Kepala BPPT Unggul Priyanto Tinjau Lab\nKepala BPPT Unggul Priyanto meninjau.",
            {"Unggul Priyanto"},
        ),
        ("Andi Nurhadi hadir. Kata Andin, tidak aman, kata Andi Nurhadi.", {"Andi Nurhadi", "Andin"}),
        (
            "Marc Klok (Beckham 60') dan David da Silva (Ciro) hadir. Ciro Alves pulang.",
            {"Marc Klok", "Beckham", "David da Silva", "Ciro Alves"},
        ),
        (
            "Menurut Ayu Thalia, itu benar. Kata Thalia Ayu, salah. Ujar Ayu alias Thata Anma, entah.",
            {"Ayu Thalia", "Thalia Ayu", "Thata Anma"},
        ),
        # Keywords at the end have names written small.
        (
            "Judul\nMenkumham Yasonna Laoly hadir. Kata Yasonna, aman.\nyasonna laoly reshuffle menkumham",
            {"Yasonna Laoly"},
        ),
        # An initial without its full stop that opens a sentence; a bank that is called so at its end.
        (
            "Rapat di Jakarta Selatan. M Qodari, pelantang gagasan itu, hadir. Kata Qodari, aman.",
            {"M Qodari"},
        ),
        ("Kata Kepala Ekonom Permata Bank Josua Pardede, aman. Menurut Josua, baik.", {"Josua Pardede"}),
        (
            "Kata Kepala Dinas Kesehatan Bali I Nyoman Gede Anom, aman. Menurut Anom, baik.",
            {"I Nyoman Gede Anom"},
        ),
        ("Kata Gubernur Sultra Ali Mazi, aman. Sir Alex Ferguson marah.", {"Ali Mazi", "Alex Ferguson"}),
        (
            "Kata Ketua Mahkamah Nachrowi Ramli, aman. Ketua Mahkamah Agung Syarifuddin pulang.",
            {"Nachrowi Ramli", "Syarifuddin"},
        ),
        ("Mobil yang dikendarai oleh I Nyoman Amerta rusak.", {"I Nyoman Amerta"}),
        (
            "Kata Direktur Eksekutif Vox Populi Research Center Pangi Syarwi Chaniago, aman.",
            {"Pangi Syarwi Chaniago"},
        ),
        # What the rest stands elsewhere without.
        (
            "Judul\nPostingan Diaz Hendropriyono, kata Budi, ramai. Menurut Diaz Hendropriyono, aman.",
            {"Diaz Hendropriyono", "Budi"},
        ),
        ("Judul\nDino Patti Djalal hadir. Kata Patti Djalal, aman.", {"Dino Patti Djalal"}),
        (
            "Kabinet Jokowi-Ma'ruf Amin bubar. Pasangan Jokowi-Prabowo diusulkan.",
            {"Jokowi", "Ma'ruf Amin", "Prabowo"},
        ),
        # Ways to write one name.
        ("Ketua FKUB Muhammad Nur Hasan hadir. M. Nur Hasan pulang.", {"Muhammad Nur Hasan"}),
        ("Camat Soebroto Aji hadir. Kata Subroto Aji, aman. Menurut Subroto, baik.", {"Soebroto Aji"}),
        ("Camat Ali Akbar dan Lurah Alim Akbar hadir.", {"Ali Akbar", "Alim Akbar"}),
        # Who holds a post, dies or swims, and what does not.
        (
            "Perenang Farrel Adityawarman menang. Kata Lurah Alim Akbar, aman.",
            {"Farrel Adityawarman", "Alim Akbar"},
        ),
        (
            "Sultan Agung wafat. Pasien Rumah Sakit Umum meninggal. Korban Banjir Bandang meninggal.",
            {"Sultan Agung"},
        ),
        ("Ketua Komisi Yudisial hadir. Kepala Dinas Sosial pulang. Bupati Lombok Tengah rapat.", set()),
        ('"Aman," kata Natalius Pigai.Gelagat itu tampak.', {"Natalius Pigai"}),
    ],
)
def test_who_is_named(text: str, names: set[str]) -> None:
    assert people_in(text).keys() == names
