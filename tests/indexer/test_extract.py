"""Articles from pages: the public door of the extractor, on invented pages."""

from __future__ import annotations

import json

import pytest

from .story import BODY, FIRST, SECOND, SITE, THIRD, TITLE, page, paragraphs, read


def test_a_plain_page_gives_title_and_paragraphs() -> None:
    article = read(page(paragraphs(FIRST, SECOND, THIRD)))
    assert (article.title, article.body, article.publisher) == (TITLE, BODY, SITE)
    assert (article.identity, article.source, article.language) == ("arsip/1.html", "arsip/1.html", "id")
    assert (article.published, article.published_from) == (None, None)


def test_headings_lists_quotes_and_table_rows_are_lines() -> None:
    body = (
        paragraphs(FIRST) + "<h2>Butuh alat berat</h2><ul><li>Dua pompa</li><li>Satu ekskavator</li></ul>"
        "<blockquote>Air tidak menunggu rapat.</blockquote>"
        "<table><tr><th>Dusun</th><th>Karung</th></tr><tr><td>Krajan</td><td>700</td></tr></table>"
        + paragraphs(THIRD)
    )
    assert read(page(body)).body.split("\n") == [
        FIRST, "Butuh alat berat", "Dua pompa", "Satu ekskavator", "Air tidak menunggu rapat.",
        "Dusun Karung", "Krajan 700", THIRD,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "junk",
    [
        '<p><strong>Baca Juga:</strong><a href="/a">Judul Satu</a><a href="/b">Judul Dua</a></p>',
        '<div><b>Simak juga:</b><div><a href="/a">Judul Satu</a></div></div>',
        '<p>Lihat juga: <a href="/a">Judul Satu Panjang Sekali Tentang Pasar</a></p>',
        '<div class="pilihan"><p>Pilihan Editor:</p><ul><li><a href="/a">Judul Satu</a></li></ul></div>',
        "<p>Baca Juga: Judul Tanpa Tautan</p>",
        "<div>ADVERTISEMENT</div><div>SCROLL TO CONTINUE WITH CONTENT</div>",
        '<figure><img src="a.jpg"><figcaption>Warga di tanggul. (Foto: Istimewa)</figcaption></figure>',
        '<div><img src="a.jpg"></div><div>Warga mengangkat karung pasir (Foto: Dok. Desa)</div>',
        '<img src="a.jpg"><br><i>FOTO/ISTIMEWA – Warga mengangkat karung</i><br>',
        '<div class="share-buttons"><a href="#">Facebook</a> <a href="#">WhatsApp</a></div>',
        "<p>Bagikan:</p>",
        "<p>0 Komentar</p>",
    ],
)
def test_what_stands_between_paragraphs_is_no_body(junk: str) -> None:
    assert read(page(paragraphs(FIRST, SECOND) + junk + paragraphs(THIRD))).body == BODY


@pytest.mark.parametrize(
    "junk",
    [
        '<p>Tags: <a href="/tag/banjir">banjir</a>, <a href="/tag/sungai">sungai</a></p>',
        '<p>Ikuti berita kami di <a href="#">Google News</a></p>',
        "<p>Dapatkan kabar terbaru di saluran WhatsApp Harian Lembah. Klik di sini untuk bergabung.</p>",
        '<div><span>Halaman</span> <a href="?p=1">1</a> <a href="?p=2">2</a> Selanjutnya</div>',
        "<p>Editor: Sri Lestari</p>",
        "<p>Dibaca: 1.204 kali</p>",
        '<div class="author-box"><h4>Rina</h4><p>Rina menulis tentang desa dan sungai sejak lama.</p></div>',
        '<div id="comments"><h3>2 Komentar</h3><p>Semoga lekas selesai, kasihan warga di sana.</p></div>',
        '<h3>Berita Terkait</h3><div><a href="/a">Judul Lain</a><div>4 November 2024</div></div>',
        "<form><label>Komentar</label><textarea></textarea></form>",
        "<p>(rin/bar)</p>",
    ],
)
def test_what_follows_the_text_is_no_body(junk: str) -> None:
    assert read(page(paragraphs(FIRST, SECOND, THIRD) + junk)).body == BODY


def test_initials_at_the_end_of_the_last_paragraph_go() -> None:
    assert read(page(paragraphs(FIRST, SECOND, f"{THIRD} <b>(rin/foo)</b>"))).body == BODY


def test_an_abbreviation_in_brackets_stays() -> None:
    last = "Bantuan disalurkan lewat Badan Penanggulangan Bencana Daerah (BPBD)"
    assert read(page(paragraphs(FIRST, SECOND, last))).body.endswith("(BPBD)")


def test_a_sentence_split_by_a_related_block_is_whole_on_both_sides() -> None:
    body = paragraphs("Tarno berharap warga") + '<p>Baca Juga:<a href="/a">Pasar Desa Terbakar</a></p>'
    found = read(page(paragraphs(FIRST) + body + paragraphs("tetap siaga di pos ronda.", THIRD))).body
    assert "Tarno berharap warga\ntetap siaga di pos ronda." in found


def test_a_link_glued_into_a_sentence_is_cut_out_of_it() -> None:
    link = '<b>Baca juga:</b> <a href="/a">Pasar Desa Terbakar</a>'
    body = read(page(paragraphs(FIRST, f"Tarno berharap {link} warga tetap siaga di pos ronda.", THIRD))).body
    assert "Tarno berharap warga tetap siaga di pos ronda." in body


def test_the_words_baca_juga_in_a_sentence_stay() -> None:
    sentence = "Ia meminta anak-anak baca juga buku cerita yang dibawa mobil perpustakaan keliling."
    assert sentence in read(page(paragraphs(FIRST, sentence, THIRD))).body


@pytest.mark.parametrize(
    "dateline",
    [
        "HARIANLEMBAH.ID, PEKALONGAN – ",
        "<strong>HARIANLEMBAH.CO.ID, KAB. MALANG</strong> – ",
        "Jakarta, Harian Lembah - ",
        "<b>Batang</b> - ",
        "Makassar (Bahari), Harian Lembah - ",
        "Tegal (Bahari) – ",
        "BANDUNG, HARIANLEMBAH.ID — ",
        "Bisnis.com, JAKARTA—",
    ],
)
def test_the_dateline_is_no_body(dateline: str) -> None:
    assert read(page(paragraphs(dateline + FIRST, SECOND, THIRD))).body == BODY


def test_a_dash_inside_the_first_sentence_is_no_dateline() -> None:
    first = "Tanggul Sungai Sengkarang jebol - untuk ketiga kalinya tahun ini - setelah hujan semalaman."
    assert read(page(paragraphs(first, SECOND, THIRD))).body.startswith(first)


def test_the_doubled_title_is_no_body() -> None:
    assert read(page(f"<p><strong>{TITLE}</strong></p>" + paragraphs(FIRST, SECOND, THIRD))).body == BODY


@pytest.mark.parametrize("separator", [" - ", " | ", " :: ", " – "])
def test_the_site_is_cut_off_the_title(separator: str) -> None:
    head = f'<meta property="og:title" content="Harga Teri - Naik Lagi{separator}{SITE}">'
    data = page(paragraphs(FIRST, SECOND, THIRD), head=head).replace(f"<h1>{TITLE}</h1>".encode(), b"")
    assert read(data).title == "Harga Teri - Naik Lagi"


def test_a_title_that_nothing_marks_is_the_part_that_the_page_prints() -> None:
    data = (
        f"<html><head><title>LEMBAH DARING : {TITLE}</title></head><body><font size=5><b>{TITLE}</b></font>"
        f"{paragraphs(FIRST, SECOND, THIRD)}</body></html>"
    )
    assert read(data.encode()).title == TITLE


def test_a_headline_that_links_to_its_own_page_is_the_title() -> None:
    data = (
        f"<html><head><title>{TITLE} « Kabar Lembah</title></head><body><h1>Kabar Lembah</h1>"
        f'<h3><a href="/1">{TITLE}</a></h3>{paragraphs(FIRST, SECOND, THIRD)}</body></html>'
    )
    assert read(data.encode()).title == TITLE


def test_a_table_layout_with_breaks_is_read() -> None:
    data = (
        f"<html><head><title>SUARA LEMBAH | Daerah | {TITLE}</title></head><body><table><tr><td>"
        '<a href="/1">Depan</a><br><a href="/2">Hukum</a></td><td>'
        '<font size="1"><a href="/">Depan</a> &gt; <a href="/daerah">Daerah</a></font><br>'
        f'<font size="1">Senin, 04/11/2024 10:15 WITA</font><br><span class="judul">{TITLE}</span><br>'
        "Oleh: <b>Rina Lestari</b><hr>"
        '<table align="left"><tr><td><img src="a.jpg"></td></tr><tr><td><i>Karung pasir</i></td></tr></table>'
        f"<b>Batang</b> - {FIRST}<br><br>{SECOND}<br><br>"
        '<table align="right"><tr><td><b>Lihat juga</b></td></tr>'
        '<tr><td><a href="/3">Judul Lain</a></td></tr></table>'
        f"{THIRD} <b>(rin/bar)</b><br></td></tr></table>"
        "Hak Cipta © 2003-2024 Suara Lembah. Semua.</body></html>"
    ).encode("cp1252")
    article = read(data)
    assert (article.title, article.body) == (TITLE, BODY)
    assert (article.published, article.published_from) == ("2024-11-04T10:15:00+08:00", "text")
    assert (article.author, article.section, article.publisher) == ("Rina Lestari", "Daerah", "Suara Lembah")


def test_hard_wrapped_preformatted_text_is_joined() -> None:
    wrapped = (
        FIRST.replace("sungai ", "sungai\n")
        + "\n\n- Dua pompa\n- Satu ekskavator\n\n"
        + SECOND
        + "\n\n"
        + THIRD
    )
    data = f"<html><body><h2>{TITLE}</h2><pre>\n{wrapped}\n</pre></body></html>".encode()
    assert read(data).body == f"{FIRST}\n- Dua pompa\n- Satu ekskavator\n{SECOND}\n{THIRD}"


def test_obfuscated_names_do_not_matter() -> None:
    body = "".join(f'<div class="x-9f3 _1">{text}</div>' for text in (FIRST, SECOND, THIRD))
    assert read(page(f'<div class="q-1"><div class="z-7">{body}</div></div>')).body == BODY


def test_json_ld_tells_the_metadata_even_with_a_trailing_comma() -> None:
    thing = {
        "@graph": [
            {"@type": "WebSite", "name": SITE},
            {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-11-04T10:15:00+07:00",
             "author": [{"@type": "Person", "name": "Rina Lestari"}], "articleSection": "Daerah",
             "publisher": {"@type": "Organization", "name": "Harian Lembah Raya"},
             "mainEntityOfPage": {"@id": "https://lembah.example/a/1"}},
        ]
    }  # fmt: skip
    ld = json.dumps(thing)[:-1] + ",}"
    head = f'<script type="application/ld+json">{ld}</script>'
    article = read(page(paragraphs(FIRST, SECOND, THIRD), head=head))
    assert (article.author, article.section) == ("Rina Lestari", "Daerah")
    assert (article.published, article.published_from) == ("2024-11-04T10:15:00+07:00", "json-ld")
    assert article.url == article.identity == "https://lembah.example/a/1"


def test_json_ld_of_other_articles_says_nothing_of_this_one() -> None:
    things = [
        {
            "@type": "NewsArticle",
            "headline": "Pasar Desa Terbakar",
            "datePublished": "2024-10-01",
            "author": "Bayu Aji",
        },
        {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2024-11-04T10:15:00+07:00"},
    ]
    head = f'<script type="application/ld+json">{json.dumps(things)}</script>'
    article = read(page(paragraphs(FIRST, SECOND, THIRD), head=head))
    assert (article.published, article.author) == ("2024-11-04T10:15:00+07:00", None)


def test_the_element_that_is_marked_as_the_text_is_the_text() -> None:
    text = f'<div itemprop="articleBody">{paragraphs(FIRST, SECOND, THIRD)}</div>'
    begging = (
        f"<div>{paragraphs('Dukungan Anda memberi kami semangat untuk terus menulis dari desa.' * 2)}</div>"
    )
    assert read(page(f"<div>{text}{begging}</div>")).body == BODY


def test_a_text_cut_into_parts_of_one_class_is_read_whole() -> None:
    items = "".join(f"<li>{text}</li>" for text in (SECOND, THIRD))
    parts = (f"<div>{paragraphs(FIRST, SECOND)}</div>", f"<h2>Langkah</h2><div><ul>{items}</ul></div>")
    cut = "".join(f'<div class="bagian">{part}</div>' for part in parts)
    assert read(page(f"<div>{cut}</div>")).body.split("\n") == [FIRST, SECOND, "Langkah", SECOND, THIRD]


def test_a_page_builder_that_calls_every_paragraph_a_widget() -> None:
    text = "".join(f'<div class="el el-widget"><p>{t}</p></div>' for t in (FIRST, SECOND, THIRD))
    comments = (
        '<div class="el-widget comments"><p>Semoga lekas selesai, kasihan warga di sana semua.</p></div>'
    )
    assert read(page(f'<div class="el-widget-wrap">{text}</div>{comments}')).body == BODY


def test_a_body_that_only_json_ld_has_is_taken() -> None:
    long = " ".join([FIRST, SECOND, THIRD] * 3)
    ld = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": long})
    head = f'<script type="application/ld+json">{ld}</script>'
    assert read(page("<div id='app'></div>", head=head)).body == long


def test_an_article_that_is_shown_is_taken_whatever_json_ld_has() -> None:
    other = " ".join(f"Ringkasan kalimat nomor {n} yang tidak tercetak di halaman ini." for n in range(8))
    ld = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": other})
    head = f'<script type="application/ld+json">{ld}</script>'
    assert read(page(paragraphs(FIRST, SECOND, THIRD), head=head)).body == BODY


@pytest.mark.parametrize(
    ("head", "body", "date", "where"),
    [
        ('<meta property="article:published_time" content="2024-11-04T03:15:00+00:00">', "",
         "2024-11-04T10:15:00+07:00", "meta"),
        ("", '<time datetime="2024-11-04T10:15:00+08:00">4/11/2024</time>', "2024-11-04T10:15:00+08:00", "time"),
        ("", "<div>Jum'at, 05/03/2021 10:15 WIB</div>", "2021-03-05T10:15:00+07:00", "text"),
        ("", '<div><a href="/2024">4 November 2024</a></div>', "2024-11-04", "text"),
        ("", "<div>Senin, 4 November 2024 | 10:15 WIT</div>", "2024-11-04T10:15:00+09:00", "text"),
        ('<link rel="canonical" href="https://lembah.example/berita/2024/11/04/a">', "", "2024-11-04", "url"),
        ('<meta property="article:published_time" content="2190-01-01T00:00:00+07:00">', "", None, "future"),
        ("", "", None, None),
    ],
)  # fmt: skip
def test_the_date_and_where_it_comes_from(head: str, body: str, date: str | None, where: str | None) -> None:
    article = read(page(body + paragraphs(FIRST, SECOND, THIRD), head=head))
    assert (article.published, article.published_from) == (date, where)
    assert article.body == BODY


@pytest.mark.parametrize("behind", ["Penulis: Budi Santoso", "Senin, 4 November 2024 10:15 WIB"])
def test_what_stands_behind_the_page_is_not_read(behind: str) -> None:
    text = page(f"<div>{paragraphs(FIRST, SECOND, THIRD)}</div>")
    assert read(text.replace(b"</body>", f"</body>{behind}".encode())) == read(text)


def test_a_day_in_a_sub_heading_is_not_when_it_was_published() -> None:
    body = '<time datetime="2024-11-04T10:15:00+07:00">Senin</time><h2>10 November 2024</h2>'
    assert read(page(body + paragraphs(FIRST, SECOND, THIRD))).published == "2024-11-04T10:15:00+07:00"


def test_when_it_was_changed_is_not_when_it_was_published() -> None:
    times = '<span class="upd">Diperbarui <time datetime="2024-11-05T01:00:00+07:00">Selasa</time></span>'
    body = f'{times}<time datetime="2024-11-04T10:15:00+07:00">4 November</time>'
    assert read(page(body + paragraphs(FIRST, SECOND, THIRD))).published == "2024-11-04T10:15:00+07:00"


@pytest.mark.parametrize(
    ("head", "known", "url"),
    [
        ('<link rel="canonical" href="/daerah/1"><meta name="og:url" content="https://lembah.example">', None,
         "https://lembah.example/daerah/1"),
        ('<base href="https://lembah.example/arsip/"><link rel="canonical" href="1.html">', None,
         "https://lembah.example/arsip/1.html"),
        ('<link rel="canonical" href="/daerah/1">', "https://lembah.example/y", "https://lembah.example/daerah/1"),
        ('<link rel="canonical" href="/daerah/1">', None, None),
        ("", "https://lembah.example/y", "https://lembah.example/y"),
    ],
)  # fmt: skip
def test_the_canonical_address_is_absolute(head: str, known: str | None, url: str | None) -> None:
    article = read(page(paragraphs(FIRST, SECOND, THIRD), head=head), known)
    assert article.url == url
    assert article.identity == (url or "arsip/1.html")


def test_the_newspaper_is_not_its_own_author() -> None:
    head = f'<meta name="author" content="{SITE}"><meta name="author" content="https://lembah.example/">'
    head += '<meta rel="author" content="humans.txt">'
    assert read(page(paragraphs(FIRST, SECOND, THIRD), head=head)).author is None


def test_the_language_is_read_from_the_text() -> None:
    english = "The village repaired its river dike after a night of heavy rain, the district head said."
    more = "Volunteers carried sandbags until morning while the county sent an excavator to the broken bank."
    assert read(page(paragraphs(english, more))).language == "en"
