"""What a newspaper puts around and between the paragraphs, and what belongs to them."""

from __future__ import annotations

import pytest

from indexer.extract import extract
from indexer.extract.dateline import Dateline, split_dateline

FIRST = "Warga Desa Karanganyar memperbaiki tanggul sungai yang jebol diterjang banjir, Senin malam."
SECOND = "Kepala desa, Tarno Wibisono, mengatakan perbaikan dikerjakan bergiliran oleh tiga dusun."
THIRD = "Pemerintah kabupaten mengirim dua ribu karung pasir dan satu ekskavator ke lokasi."
LAST = "Tanggul akan dicor setelah musim hujan."
BODY = [FIRST, SECOND, THIRD, LAST]
TITLE = "Warga Karanganyar Perbaiki Tanggul"


def read(middle: str = "", *, before: str = "", after: str = "", head: str = "") -> list[str]:
    page = (
        f'<html><head><title>{TITLE} - Harian Lembah</title>{head}</head><body><nav><a href="/">Beranda</a></nav>'
        f'<div class="wrap"><h1>{TITLE}</h1>{before}<p>{FIRST}</p><p>{SECOND}</p>{middle}<p>{THIRD}</p>'
        f"<p>{LAST}</p>{after}</div><footer>© 2024 Harian Lembah</footer></body></html>"
    )
    return extract(page.encode(), source="x").body.split("\n")


LINK = '<a href="/lain">Harga Teri di Pasar Ikan Wonosari Naik Tajam Sepekan Ini</a>'


@pytest.mark.parametrize(
    "marker",
    ["Baca juga", "BACA JUGA", "Baca Juga Berita", "Simak juga", "Lihat juga", "Artikel terkait", "Pilihan editor",
     "Pilihan Redaksi", "Berita Terkait", "Baca selengkapnya", "Tonton juga", "Simak Video", "Read also"],
)  # fmt: skip
@pytest.mark.parametrize(
    "form",
    ["<p>{}: {}</p>", "<p><strong>{}:</strong></p><p>{}</p>", "<div><b>{}</b><ul><li>{}</li></ul></div>",
     "<p><em>{} : {}</em></p>", "<p>[{}: {}]</p>"],
)  # fmt: skip
def test_links_to_other_articles_between_paragraphs(marker: str, form: str) -> None:
    assert read(form.format(marker, LINK)) == BODY


@pytest.mark.parametrize(
    "tail",
    [
        "Ikuti berita terkini Harian Lembah di Google News",
        "Ikuti berita terkini di Google News.",
        "Gabung saluran WhatsApp Harian Lembah untuk berita pilihan",
        "Gabung di saluran WhatsApp kami, klik di sini.",
        "Dapatkan update berita pilihan setiap hari. Mari bergabung di Grup Telegram Harian Lembah.",
        "Cek Berita dan Artikel lainnya di Google News",
        "Baca berita lainnya dari Harian Lembah di WhatsApp Channel",
        "Simak berita terbaru kami di kanal WhatsApp. Pastikan Anda sudah menginstal aplikasi WhatsApp.",
        "Follow Harian Lembah di Google News",
        "Unduh aplikasi Harian Lembah di Play Store",
        "0 Komentar",
        "Komentar (0)",
        "Tulis komentar",
        "Tags: banjir, sungai, tanggul",
        "Tag : banjir",
        "Topik: Banjir",
        "Editor: Sri Lestari",
        "Penulis: Rina Lestari",
        "Reporter: Rina | Editor: Sri",
        "Halaman 1 2 3",
        "Halaman: 1 2 3 Selanjutnya",
        "Halaman Selanjutnya",
        "1 2 3",
        "Bagikan artikel ini:",
        "Share:",
        "Facebook Twitter WhatsApp Telegram",
        "ADVERTISEMENT",
        "Iklan",
        "SCROLL TO CONTINUE WITH CONTENT",
        "Scroll untuk melanjutkan membaca",
        "Dibaca 1.204 kali",
        "Artikel ini telah dibaca 211 kali",
        "Ikuti kami di Facebook",
        "(rin)",
        "(RIN/B-2)",
        "RINA LESTARI",
        "RINA LESTARI | SRI",
        "Penerjemah: Rina Lestari",
        "Sumber Berita : Harian Lembah",
        "Ikuti juga akun media sosial kami di Instagram.",
        "Temukan berita menarik lainnya di sini.",
        "Saksikan video pilihan berikut ini:",
        "Disclaimer: berita ini bukan ajakan membeli saham.",
        "*Penulis adalah guru, tinggal di Wonosari",
        "The writer is a teacher in Wonosari.",
        "Like this:",
        "__________",
        "Copyright © 2024 Harian Lembah",
    ],
)
def test_lines_after_the_text(tail: str) -> None:
    assert read(after=f"<p>{tail}</p>") == BODY
    assert read(after=f"<div><span>{tail}</span></div>") == BODY


@pytest.mark.parametrize(
    "between",
    ["ADVERTISEMENT", "Advertisement", "IKLAN", "SCROLL TO CONTINUE WITH CONTENT", "SCROLL TO RESUME CONTENT",
     "- Advertisement -", '[irp posts="12" name="x"]', "Simak juga Video: Warga Mengangkat Karung Pasir",
     f"Baca: {LINK}", f"<b>Menarik Dibaca: {LINK}</b>", f"Related news: {LINK}", f"<p>Bacaan Lainnya</p><p>{LINK}</p>",
     "ADVERTISEMENT SCROLL TO CONTINUE WITH CONTENT", "[Gambas:Video 20detik]", "Bagikan:", "0 Komentar", "• • •",
     "(Baca: Harga Cabai Naik Tajam)", "Lanjutkan membaca di bawah iklan", "Berikan Komentar", "Laman: 1 2",
     "Halaman: 1 2 3 Tampilkan Semua"],
)  # fmt: skip
def test_lines_between_paragraphs(between: str) -> None:
    assert read(f"<div>{between}</div>") == BODY


@pytest.mark.parametrize(
    "picture",
    [
        '<figure><img src="a.jpg"><figcaption>Warga di tanggul, Senin. (Foto: Dok. Desa)</figcaption></figure>',
        '<img src="a.jpg"><p>Warga mengangkat karung (Foto: Rina/Harian Lembah)</p>',
        '<img src="a.jpg"><p><em>Warga mengangkat karung pasir ke atas tanggul.</em></p>',
        '<div class="photo__caption">Warga mengangkat karung pasir.</div>',
        '<img src="a.jpg"><p>FOTO: Warga mengangkat karung</p>',
        '<img src="a.jpg"><p>ANTARA FOTO/Harviyan - Warga mengangkat karung</p>',
        "<p>Foto: Istimewa</p>",
        '<img src="a.jpg"><p>ilustrasi tanggul (pexels.com/Rina Lestari)</p>',
        '<img src="a.jpg"><p>ILUSTRASI. Warga mengangkat karung. HARIAN/Rina Lestari</p>',
        '<p><img src="a.jpg"> Karung pasir di balai desa. DOK. DESA</p>',
    ],
)
def test_captions_and_credits(picture: str) -> None:
    assert read(picture) == BODY
    assert read(before=picture) == BODY


@pytest.mark.parametrize(
    "box",
    [
        '<div class="author-box"><img src="a.jpg"><h4>Rina</h4><p>Rina menulis tentang desa sejak lama.</p></div>',
        '<div class="komentar"><h3>2 Komentar</h3><p>Semoga lekas selesai, kasihan warga di sana.</p></div>',
        '<div class="share-box"><p>Sebarkan berita ini kepada semua teman dan keluarga Anda.</p></div>',
        '<div class="tags"><a href="/tag/a">banjir</a> <a href="/tag/b">sungai</a></div>',
        '<form><p>Tulis pendapat Anda tentang artikel ini di kotak berikut.</p><textarea></textarea></form>',
        '<div style="display:none"><p>Teks tersembunyi yang tidak pernah dilihat pembaca mana pun.</p></div>',
        '<ul class="pagination"><li>1</li><li>2</li><li>3</li></ul>',
        "<p>Tinggalkan Balasan</p><p>Alamat email Anda tidak akan dipublikasikan di situs ini.</p>",
    ],
)  # fmt: skip
def test_boxes_after_the_text(box: str) -> None:
    assert read(after=box) == BODY


@pytest.mark.parametrize(
    "double", [f"<h1>{TITLE}</h1>", f"<p>{TITLE}</p>", f"<h2>{TITLE}</h2><p><b>{TITLE}</b></p>"]
)
def test_the_doubled_title(double: str) -> None:
    assert read(before=double) == BODY


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<h2>Butuh alat berat</h2>", ["Butuh alat berat"]),
        ("<h3>Kata warga</h3>", ["Kata warga"]),
        ("<p><strong>Menunggu musim kering</strong></p>", ["Menunggu musim kering"]),
        ("<ul><li>Dua pompa</li><li>Satu ekskavator</li></ul>", ["Dua pompa", "Satu ekskavator"]),
        ("<ol><li>Gotong royong</li><li>Iuran</li></ol>", ["Gotong royong", "Iuran"]),
        ("<blockquote><p>Air tidak menunggu rapat.</p></blockquote>", ["Air tidak menunggu rapat."]),
        ("<p>“Kami lelah,” katanya.</p>", ["“Kami lelah,” katanya."]),
        ("<table><tr><th>Dusun</th><th>Karung</th></tr><tr><td>Krajan</td><td>700</td></tr></table>",
         ["Dusun Karung", "Krajan 700"]),
        ("<figure><table><tr><td>Krajan</td><td>700</td></tr></table></figure>", ["Krajan 700"]),
        (f"<p>Baca juga buku tentang {LINK} yang ditulis guru desa itu pada 1998.</p>",
         ["Baca juga buku tentang Harga Teri di Pasar Ikan Wonosari Naik Tajam Sepekan Ini yang ditulis guru desa itu"
          " pada 1998."]),
        (
            "<p>Baca pesan WhatsApp itu, polisi datang dalam sepuluh menit, kata Tarno.</p>",
            ["Baca pesan WhatsApp itu, polisi datang dalam sepuluh menit, kata Tarno."],
        ),
        (
            "<p>Cek kabar lewat Telegram, warga tahu tanggul kedua juga jebol malam itu.</p>",
            ["Cek kabar lewat Telegram, warga tahu tanggul kedua juga jebol malam itu."],
        ),
        ("<table><tr><td>1</td><td>700</td></tr><tr><td>2</td><td>900</td></tr></table>", ["1 700", "2 900"]),
    ],
)  # fmt: skip
def test_what_belongs_to_the_text_stays(markup: str, lines: list[str]) -> None:
    assert read(markup) == [FIRST, SECOND, *lines, THIRD, LAST]


@pytest.mark.parametrize(
    "last", ["Warga berdoa.", "“Semoga,” katanya.", "Total biaya Rp 20 juta", "Harga: Rp 5.000."]
)
def test_the_last_paragraph_stays(last: str) -> None:
    assert read(after=f"<p>{last}</p>") == [*BODY, last]


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("LEMBAH.ID, PEKALONGAN – Hujan turun.", Dateline("PEKALONGAN", "LEMBAH.ID")),
        ("Jakarta, Harian Lembah - Hujan turun.", Dateline("Jakarta", "Harian Lembah")),
        ("Tegal (Bahari) – Hujan turun.", Dateline("Tegal", "Bahari")),
        ("Batang - Hujan turun.", Dateline("Batang", None)),
        ("Batang, – Hujan turun.", Dateline("Batang", None)),
        ("lembah.id - Hujan turun.", Dateline(None, "lembah.id")),
        ("LEMBAH, BATANG-Hujan turun.", Dateline("LEMBAH", "BATANG")),
        ("BATANG, LEMBAH.com-Hujan turun.", Dateline("BATANG", "LEMBAH.com")),
        ("BATANG | LEMBAH.ID – Hujan turun.", Dateline("BATANG", "LEMBAH.ID")),
    ],
)
def test_the_dateline_is_kept_apart(text: str, dateline: Dateline) -> None:
    assert split_dateline(text) == (dateline, "Hujan turun.")
    assert split_dateline("Hujan turun.") == (Dateline(), "Hujan turun.")


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("<p><b>Batang</b> -</p><p>", "Batang"),
        ("<b>Batang, Harian Lembah</b> -- <br><p>", "Batang"),
        ("<p><b>Lembah.com, Batang</b> ", "Batang"),
        ("<p><strong>LEMBAH.CO.ID - BATANG.</strong> ", "BATANG"),
        ("<p><b>Batang:</b> ", "Batang"),
        ("<p><b>HARIAN LEMBAH</b> - ", None),
        ("<p><b>HARIAN LEMBAH, BATANG</b>-", "BATANG"),
    ],
)
def test_a_dateline_that_the_markup_sets_apart(opening: str, place: str | None) -> None:
    text = f"{opening}{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
    page = (
        f"<html><head><title>{TITLE} - Harian Lembah</title></head><body><h1>{TITLE}</h1>{text}</body></html>"
    )
    article = extract(page.encode(), source="x")
    assert (article.body.split("\n"), article.dateline) == ([FIRST, SECOND, THIRD], place)


def test_labels_and_bold_names_are_no_datelines() -> None:
    questions = [
        f"<p><b>{who}:</b> {text}</p>" for who, text in zip(["Tanya", "Jawab"] * 2, BODY, strict=True)
    ]
    page = f"<html><body><h1>{TITLE}</h1>{''.join(questions)}</body></html>"
    assert extract(page.encode(), source="x").body.startswith(f"Tanya: {FIRST}\nJawab: {SECOND}")
    page = f"<html><body><h1>{TITLE}</h1><p><b>Lembah.com</b> menulis bahwa {FIRST}</p><p>{SECOND}</p></body></html>"
    assert extract(page.encode(), source="x").body.startswith("Lembah.com menulis bahwa")


@pytest.mark.parametrize(
    "marker",
    ["Berita Terkait", "Berita Lainnya", "Artikel Terkait", "Rekomendasi untuk Anda", "Terpopuler", "Terkini", "Trending",
     "Video Terkait", "Foto Terkait", "Topik Terkait", "Berita Populer", "Berita Pilihan", "Anda Mungkin Suka"],
)  # fmt: skip
def test_a_list_of_articles_in_the_middle_does_not_end_the_text(marker: str) -> None:
    block = f"<h4>{marker}:</h4><ul><li>{LINK}</li><li>{LINK}</li></ul>"
    assert read(after=f"{block}<p>{FIRST[:-1]} lagi.</p>") == [*BODY, f"{FIRST[:-1]} lagi."]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dalam video terkait {} terlihat dua orang pemuda.",
        "Warga mencari berita terbaru {} sejak kemarin malam.",
    ],
)
def test_what_heads_a_list_means_nothing_inside_a_sentence(sentence: str) -> None:
    linked = '<a href="/lain">banjir di Pasar Ikan Wonosari</a>'
    read_so = sentence.format("banjir di Pasar Ikan Wonosari")
    assert read(f"<p>{sentence.format(linked)}</p>") == [FIRST, SECOND, read_so, THIRD, LAST]


def test_teasers_after_a_short_text_are_none_of_it() -> None:
    teaser = f"<li>{LINK}<p>{SECOND} {THIRD} {FIRST} {THIRD} {SECOND}</p></li>"
    assert read(after=f"<div><h3>Berita Terkait</h3><ul>{teaser}{teaser}</ul></div>") == BODY


def test_what_the_newspaper_says_of_itself_in_italics_is_no_text() -> None:
    note = "<p><em>Harian Lembah memuat tulisan warga tentang desa mereka.</em></p>"
    assert read(after=note) == BODY
    assert read(note)[2].startswith("Harian Lembah memuat")


def test_a_name_that_says_menu_does_not_lose_the_article() -> None:
    text = "".join(f"<p>{line}</p>" for line in BODY)
    for name in ("widget", "sidebar", "share", "hidden"):
        page = f'<html><body><h1>{TITLE}</h1><div class="{name}">{text}</div><p>Hak cipta</p></body></html>'
        assert extract(page.encode(), source="x").body.split("\n")[: len(BODY)] == BODY


def test_short_lines_inside_the_marked_text_stay() -> None:
    text = "".join(f"<p>{line}</p>" for line in BODY * 4)
    page = (
        f'<html><body><h1>{TITLE}</h1><div itemprop="articleBody"><p>Banjir!</p><div><div>{text}</div></div>'
        "<p>Warga berdoa.</p></div><p>Bukan isi</p></body></html>"
    )
    lines = extract(page.encode(), source="x").body.split("\n")
    assert (lines[0], lines[-1]) == ("Banjir!", "Warga berdoa.")


def teasers(form: str, count: int = 12) -> str:
    return "".join(
        form.format(
            n=n,
            title=f"Harga Teri di Pasar Nomor {n} Naik Tajam",
            text=f"Pedagang di pasar nomor {n} menyebut pasokan terus menyusut dua pekan terakhir.",
        )
        for n in range(count)
    )


@pytest.mark.parametrize(
    "form",
    [
        '<div class="card"><h4><a href="/{n}">{title}</a></h4><p>{text}</p></div>',
        '<article class="post-{n} type-post"><a href="/{n}">{title}</a><time>1 jam lalu</time><p>{text}</p></article>',
        '<div class="x"><a href="/{n}"><span>{title}</span></a><span>{text}</span></div>',
        '<tr><td><a href="/{n}">{title}</a><br>{text}</td></tr>',
        '<div class="rbox"><h5>Pembaca {n}</h5><p>{text}</p></div>',
    ],
)
def test_teasers_and_comments_that_outweigh_the_text(form: str) -> None:
    many = teasers(form)
    many = f"<table>{many}</table>" if form.startswith("<tr>") else many
    assert read(after=f'<div class="k"><h3>Komentar (12)</h3>{many}</div>') == BODY


def test_a_list_is_an_article_if_nothing_else_is() -> None:
    title = "7 Candi di Jawa Tengah"
    items = teasers('<div class="item"><h3><a href="/{n}">{title}</a></h3><p>{text}</p></div>', 7)
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><div>{items}</div></body></html>"
    assert len(extract(page.encode(), source="x").body.split("\n")) == 7


def test_the_data_of_a_page_is_taken_where_it_does_not_show_its_article() -> None:
    body = " ".join(BODY * 3)
    data = f'{{"@type": "NewsArticle", "headline": "{TITLE}", "articleBody": "{body}"}}'
    head = f'<script type="application/ld+json">{data}</script>'
    shown = teasers('<div class="card"><a href="/{n}">{title}</a><p>{text}</p></div>')
    page = f"<html><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1><div>{shown}</div></body></html>"
    assert extract(page.encode(), source="x").body == body


def test_the_only_main_heading_is_the_title_where_all_others_name_the_site() -> None:
    body = "".join(
        f"<p>Kalimat nomor {n} dari siaran pers ini cukup panjang untuk sebuah paragraf.</p>"
        for n in range(5)
    )
    page = (
        "<html><head><title>Siaran Pers | PT Bursa Nusantara</title><meta property='og:title' content='Bursa Nusantara'>"
        f"</head><body><h1>Bursa Luncurkan Papan Khusus Koperasi Petani</h1>{body}</body></html>"
    )
    assert extract(page.encode(), source="x").title == "Bursa Luncurkan Papan Khusus Koperasi Petani"


ENTRIES = teasers('<div class="item"><h3><a href="/{n}">{title}</a></h3><p>{text}</p></div>', 5)


@pytest.mark.parametrize(
    ("middle", "lines"),
    [
        # Entries of a list article, between its paragraphs; numbered ones in a box of their own, too.
        (ENTRIES, 5),
        (f"<ul>{teasers('<li><a href=/{n}>{title}</a><br>{text}</li>', 5)}</ul>", 5),
        (f"<div>{teasers('<div><h3><a href=/{n}>{n}. {title}</a></h3><p>{text}</p></div>', 5)}</div>", 5),
    ],
)
def test_entries_of_an_article_are_no_teasers(middle: str, lines: int) -> None:
    assert len([line for line in read(middle) if line.startswith("Pedagang")]) == lines


@pytest.mark.parametrize("heading", ["Komentar", "Berita Lain yang Menyesatkan", "Hak Cipta Lagu Daerah"])
def test_a_section_of_the_text_is_no_comment(heading: str) -> None:
    sections = f"<section><p>{LAST}</p></section><section><h2>{heading}</h2><p>{THIRD}</p></section>"
    body = read(before=f"{sections}<section><p>{SECOND}</p></section>")
    assert body.count(THIRD) == 2


def test_a_headline_and_a_credit_announce_nothing() -> None:
    for opening in ("<h1>Hak Cipta 12 Lagu Daerah</h1>", "<div><img><br>© 2024 Antara/Budi</div>"):
        text = "".join(f"<p>{line}</p>" for line in BODY)
        page = f"<body><article>{opening}{text}</article><div><p>{'Kata lain lagi. ' * 9}</p></div></body>"
        assert set(BODY) <= set(extract(page.encode(), source="x").body.split("\n"))


def test_the_data_of_a_page_counts_under_a_second_headline_and_not_under_anothers() -> None:
    for headline, day in (
        ("Tanggul jebol, Karanganyar bergotong royong", "2024-01-02"),
        ("Harga Emas Hari Ini Turun Tajam", None),
    ):
        data = f'{{"@type": "NewsArticle", "headline": "{headline}", "datePublished": "2024-01-02"}}'
        text = "".join(f"<p>{line}</p>" for line in BODY)
        head = f'<title>{TITLE}</title><script type="application/ld+json">{data}</script>'
        page = f"<html><head>{head}</head><body><h1>{TITLE}</h1>{text}</body></html>"
        assert extract(page.encode(), source="x").published == day


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Jawa Tengah | Senin, 20 Januari 2025", None),
        ("Ekonomi Bisnis - 20 Januari 2025", None),
        ("Rubrik Ekonomi | Senin, 20 Januari 2025", None),
        ("Laporan Badan Pusat Statistik, ekonomi tumbuh lima persen pada kuartal kedua tahun ini.", None),
        ("Maya Sofia Dewi | Senin, 20 Januari 2025", "Maya Sofia Dewi"),
        ("Rep: Maya Sofia/ Red: Budi Santoso", "Maya Sofia"),
    ],
)
def test_who_wrote_it(line: str, author: str | None) -> None:
    text = "".join(f"<p>{each}</p>" for each in BODY)
    page = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>{line}</p>{text}</body></html>"
    assert extract(page.encode(), source="x").author == author


def test_a_first_sentence_with_a_date_is_no_byline() -> None:
    sentence = "Laporan keuangan yang terbit 12 Maret 2024 menunjukkan laba bank itu turun separuh."
    assert read(before=f"<p>{sentence}</p>")[0] == sentence
