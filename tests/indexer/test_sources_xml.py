"""WordPress exports, RSS and Atom in files, and XML that is broken or hostile."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import strategies as st

from indexer.prepare import Prepared, prepare
from indexer.sources import Record, Unreadable

from ..conftest import ROOT
from .taken import LIMIT, articles, check_any, command, items, outline

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!-- generator="WordPress/6.5" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Kabar Lembah</title>
<wp:author><wp:author_login><![CDATA[siti]]></wp:author_login>
<wp:author_display_name><![CDATA[Siti Aminah]]></wp:author_display_name></wp:author>
"""
TAIL = "</channel></rss>"
BODY = (
    "<!-- wp:paragraph --><p>Petani di lembah memanen padi lebih awal pada pekan ini.</p><!-- /wp:paragraph -->"
    '[caption id="attachment_7" align="alignnone"]<img src="a.jpg"/> Sawah di lembah[/caption]'
    "<p>Harga beras turun, kata pedagang pasar.</p>[gallery ids=\"1,2\"]"
)  # fmt: skip


def post(number: int = 1, title: str = "Panen Datang Awal", body: str = BODY, **wp: str) -> str:
    values = {"post_type": "post", "status": "publish", "post_date_gmt": "2024-11-04 20:15:00"} | wp
    inner = "".join(f"<wp:{name}><![CDATA[{value}]]></wp:{name}>" for name, value in values.items())
    return (
        f"<item><title>{escape(title)}</title><link>https://lembah.example/{number}</link>"
        f"<pubDate>Mon, 04 Nov 2024 20:15:00 +0000</pubDate><dc:creator><![CDATA[siti]]></dc:creator>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded><excerpt:encoded>x</excerpt:encoded>{inner}"
        '<category domain="post_tag"><![CDATA[padi]]></category>'
        '<category domain="category"><![CDATA[Tani &amp; Desa]]></category>'
        "<wp:comment><wp:comment_content>tidak</wp:comment_content></wp:comment></item>\n"
    )


def export(path: Path, *posts: str) -> Path:
    path.write_text(HEAD + "".join(posts) + TAIL, encoding="utf-8")
    return path


def test_a_post_is_an_article_with_all_that_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = export(tmp_path / "news.xml", post())
    result, [found] = command(monkeypatch, tmp_path / "data", "extract", path)
    assert result.exit_code == 0, result.output
    assert {k: found[k] for k in ("file", "title", "url", "published", "author", "section", "publisher")} == {
        "file": f"{path}:1",
        "title": "Panen Datang Awal",
        "url": "https://lembah.example/1",
        "published": "2024-11-05T03:15:00+07:00",
        "author": "Siti Aminah",
        "section": "Tani & Desa",
        "publisher": "Kabar Lembah",
    }
    assert found["body"] == (
        "Petani di lembah memanen padi lebih awal pada pekan ini.\nHarga beras turun, kata pedagang pasar."
    )


def test_what_is_no_published_post_is_passed_over(tmp_path: Path) -> None:
    path = export(
        tmp_path / "a.xml",
        post(post_type="page"), post(post_type="attachment", status="inherit"), post(status="draft"),
        post(status="private"), post(post_password="rahasia"), post(6),
    )  # fmt: skip
    assert outline(path) == [("a.xml:6", "ok")]


def test_a_body_of_the_old_editor_has_a_paragraph_a_line(tmp_path: Path) -> None:
    body = (
        "Petani di lembah\nmemanen <a\nhref='x'>padi</a> lebih awal pekan ini.\n\n"
        "[vc_row][vc_column_text]Harga beras turun [red] kata pedagang.[/vc_column_text][/vc_row]\n"
        "[embed]https://video.example/1[/embed]"
    )
    [(_, _, text)] = articles(export(tmp_path / "a.xml", post(body=body)))
    assert text.split("\n") == [
        "Petani di lembah", "memanen padi lebih awal pekan ini.", "Harga beras turun [red] kata pedagang.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"post_date_gmt": "0000-00-00 00:00:00"}, "2024-11-05T03:15:00+07:00"),
        ({"post_date_gmt": "2020-01-31 23:00:00"}, "2020-02-01T06:00:00+07:00"),
    ],
)
def test_dates(tmp_path: Path, stated: dict[str, str], expected: str) -> None:
    [item] = items(export(tmp_path / "a.xml", post(1, "Panen", BODY, **stated)))
    result = prepare(item, LIMIT, "")
    assert isinstance(result, Prepared)
    assert result.document.article.published == expected


def test_titles_with_entities_and_tags(tmp_path: Path) -> None:
    path = export(tmp_path / "a.xml", post(title="Harga &#8216;beras&#8217; &amp; <em>jagung</em>"))
    assert articles(path)[0][0] == "Harga ‘beras’ & jagung"


def test_a_post_that_is_broken_leaves_the_others(tmp_path: Path) -> None:
    broken = post(2).replace("</title>", "</tilte>")
    unknown = post(4, title="A").replace("A</title>", "A &nbsp; B</title>")
    path = export(tmp_path / "a.xml", post(1), broken, post(3, title="a\x08b"), unknown, post(5))
    assert outline(path) == [
        ("a.xml:1", "ok"), ("a.xml:2", "bad-xml"), ("a.xml:3", "ok"), ("a.xml:4", "bad-xml"), ("a.xml:5", "ok"),
    ]  # fmt: skip
    assert [url for _, url, _ in articles(path) if url] == [f"https://lembah.example/{n}" for n in (1, 3, 5)]
    assert articles(path)[4] == (*articles(path)[0][:1], "https://lembah.example/5", *articles(path)[0][2:])


def test_a_post_that_is_too_large_leaves_the_others(tmp_path: Path) -> None:
    huge = "<p>" + "kata " * 2_400_000 + "</p>"
    path = export(tmp_path / "a.xml", post(1), post(2, body=huge), post(3, body="x" * 3_000_000), post(4))
    assert outline(path) == [
        ("a.xml:1", "ok"), ("a.xml:2", "too-large"), ("a.xml:3", "too-large"), ("a.xml:4", "ok"),
    ]  # fmt: skip


def test_a_file_that_is_cut_off_gives_what_it_holds(tmp_path: Path) -> None:
    whole = HEAD + post(1) + post(2) + post(3)
    (tmp_path / "a.xml").write_text(whole[:-200])
    assert outline(tmp_path / "a.xml") == [("a.xml:1", "ok"), ("a.xml:2", "ok"), ("a.xml", "bad-xml")]


def test_an_item_within_a_text_is_no_item(tmp_path: Path) -> None:
    body = "<p>Pakai <item> dan </item> di berkas RSS, kata pengajar itu kepada siswa.</p>"
    path = export(tmp_path / "a.xml", post(1, body=body), post(2))
    assert outline(path) == [("a.xml:1", "ok"), ("a.xml:2", "ok")]


STATUS = Path("/proc/self/status")
MEASURED = f"""
import sys
from indexer.sources import Options, read
def most():
    return int(open({str(STATUS)!r}).read().split("VmHWM:")[1].split()[0])
list(read(sys.argv[1], Options(2_000_000)))
before = most()
print(sum(1 for _ in read(sys.argv[2], Options(2_000_000))))
print(most() - before)
"""


@pytest.mark.skipif(not STATUS.exists(), reason="this system does not tell how much memory was used")
def test_posts_that_were_read_are_forgotten(tmp_path: Path) -> None:
    meta = "<wp:postmeta><wp:meta_value>x</wp:meta_value></wp:postmeta>" * 40_000
    posts = [post(number).replace("</item>", f"{meta}</item>") for number in range(3)]
    small, large = export(tmp_path / "a.xml", post()), export(tmp_path / "b.xml", *posts, *[post()] * 3_000)
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, small, large],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    count, kilobytes = map(int, done.stdout.split())
    assert count == 3_003
    assert kilobytes < 8_000


ENTITIES = "<!DOCTYPE rss [<!ENTITY a0 'kata kata kata kata '>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10)
) + "<!ENTITY file SYSTEM 'file:///etc/hostname'>]>"  # fmt: skip


@pytest.mark.parametrize("place", ["title", "attribute"])
def test_entities_are_not_expanded(tmp_path: Path, place: str) -> None:
    text = HEAD.replace("<rss", f"{ENTITIES}<rss")
    hostile = post(1, title="A").replace("<title>A", "<title>A &a9; &file;")
    if place == "attribute":
        hostile = post(1).replace("<title>", '<title x="&a9;">')
    path = tmp_path / "a.xml"
    path.write_text(text + hostile + post(2) + TAIL)
    found = items(path)
    assert sum(len(item.data) for item in found if isinstance(item, Record)) < 5_000
    assert outline(path)[1] == ("a.xml:2", "ok")


def test_rss_and_atom_with_the_whole_text(tmp_path: Path) -> None:
    rss = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Kabar</title>'
        "<item><title>Panen</title><link>https://x.example/1</link><description>Ringkas</description>"
        "<content:encoded>&lt;p&gt;Petani memanen padi pekan ini.&lt;/p&gt;</content:encoded></item>"
        "<item><title>Hanya ringkasan</title><description>Ringkas</description></item></channel></rss>"
    )
    (tmp_path / "r.xml").write_text(rss)
    assert articles(tmp_path / "r.xml") == [
        ("Panen", "https://x.example/1", "Petani memanen padi pekan ini."), ("refused", None, "no-article"),
    ]  # fmt: skip
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Kabar</title><entry><title>Panen</title>'
        '<link rel="self" href="https://x.example/feed"/><link href="https://x.example/2"/>'
        "<published>2024-11-04T10:15:00+07:00</published><author><name>Siti</name></author>"
        '<category term="Desa"/><content type="html">&lt;p&gt;Petani memanen padi.&lt;/p&gt;</content></entry></feed>'
    )
    (tmp_path / "a.xml").write_bytes(atom.encode("utf-16"))
    [item] = items(tmp_path / "a.xml")
    assert isinstance(item, Record)
    assert item.fields == {
        "title": "Panen", "html": "<p>Petani memanen padi.</p>", "url": "https://x.example/2",
        "published": "2024-11-04T10:15:00+07:00", "author": "Siti", "section": "Desa", "publisher": "Kabar",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url/></urlset>", "other-xml"),
        ("<catatan><isi/></catatan>", "other-xml"),
        ("bukan xml", "bad-xml"),
        ("", "bad-xml"),
        ("<rss><channel>" + "<x>" * 100_000, "bad-xml"),
    ],
)
def test_xml_that_is_no_feed_is_refused(tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "a.xml").write_text(text)
    assert outline(tmp_path / "a.xml") == [("a.xml", code)]


PIECES = st.sampled_from(
    [
        "<item>", "</item>", "<entry>", "<title>", "</title>", "<![CDATA[", "]]>", "<!--", "-->", "&x;", "&#0;",
        "<content:encoded>", "</content:encoded>", "<wp:status>publish</wp:status>", "<wp:post_type>post</wp:post_type>",
        "<rss>", "</rss>", "</channel>", "<?x", "?>", "<!DOCTYPE", "kata", '<category domain="', ">", "<item", "\x00",
    ]
)  # fmt: skip


@pytest.mark.parametrize("head", ["", HEAD, '<feed xmlns="http://www.w3.org/2005/Atom">'])
def test_any_xml(tmp_path: Path, head: str) -> None:
    pieces = st.lists(PIECES, max_size=30).map(lambda pieces: "".join(pieces).encode())
    check_any(tmp_path / "a.xml", st.one_of(pieces, st.binary(max_size=300)).map(head.encode().__add__))


def test_a_damaged_root_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(HEAD.replace("<channel>", "<channel") + post() + TAIL)
    [found] = items(tmp_path / "a.xml")
    assert isinstance(found, Unreadable)
    assert found.code == "bad-xml"
