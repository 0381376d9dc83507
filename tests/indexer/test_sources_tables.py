"""CSV and TSV: delimiters, encodings, names of columns, and what is wrong with tables."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.sources import Record, Unreadable

from .taken import QUIET, articles, check_any, command, items, outline

ROWS = [
    ["Judul", "Isi", "Tanggal", "URL"],
    ["Panen Raya", 'Petani panen; "bagus," kata Siti.\nBeras turun, pasar ramai.', "4 November 2024", "https://x.example/1"],
    ["Hujan | Deras", "Air\tnaik.", "2024-11-05", "https://x.example/2"],
]  # fmt: skip


def written(rows: list[list[str]], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str, name: str) -> None:
    (tmp_path / name).write_text(written(ROWS, delimiter), encoding="utf-8")
    assert articles(tmp_path / name) == [
        ("Panen Raya", "https://x.example/1", 'Petani panen; "bagus," kata Siti.\nBeras turun, pasar ramai.'),
        ("Hujan | Deras", "https://x.example/2", "Air naik."),
    ]
    assert outline(tmp_path / name) == [(f"{name}:2", "ok"), (f"{name}:3", "ok")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-32"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = written([["title", "body"], ["Kafé “Baru”", "Warga – kata dia – senang. " * 10]])
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    [(title, _, body)] = articles(tmp_path / "a.csv")
    assert (title, body[:20]) == ("Kafé “Baru”", "Warga – kata dia – s")


def test_bytes_of_two_encodings(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("title,body\nKafé,".encode() + "“Ya” – kata dia\n".encode("cp1252"))
    assert articles(tmp_path / "a.csv") == [("Kafé", None, "“Ya” – kata dia")]


def test_what_excel_writes_before_the_header(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("sep=|\r\ntitle|body\r\na, b; c|d\r\n\r\n", encoding="utf-8-sig")
    assert articles(tmp_path / "a.csv") == [("a, b; c", None, "d")]


def test_columns_are_named_by_the_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text(written([["id", "Kepala, Berita", "Naskah", "Tgl"], ["1", "Panen", "Isi.", "4/11/2024"]]))
    named = ("--columns", "title=kepala, berita, body=Naskah,published=Tgl")
    result, rows = command(monkeypatch, tmp_path / "data", "extract", path, *named)
    assert result.exit_code == 0, result.output
    assert [(r["title"], r["body"], r["published"]) for r in rows] == [("Panen", "Isi.", "2024-11-04")]
    result, rows = command(monkeypatch, tmp_path / "data", "add", path, "--json", *named)
    assert (result.exit_code, rows[0]["added"]) == (0, 1)


@pytest.mark.parametrize("wrong", ["judul=Kepala", "title", "title=", ",title=a"])
def test_columns_that_are_no_columns_are_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    result, _ = command(monkeypatch, tmp_path / "data", "extract", tmp_path, "--columns", wrong)
    assert result.exit_code == 2, result.output


def test_a_table_without_the_columns_is_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(written([["Kepala", "Naskah"], *[["a", "b"]] * 50]))
    [found] = items(path)
    assert isinstance(found, Unreadable)
    assert (found.source, found.code) == (str(path), "no-columns")
    assert "Kepala, Naskah" in found.message
    assert "--columns title=COLUMN,body=COLUMN" in found.message
    [found] = items(path, columns={"title": "Kepala", "body": "Nasi"})
    assert isinstance(found, Unreadable)
    assert "'Nasi'" in found.message


def test_rows_that_do_not_fit_are_refused_and_the_rest_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,body\na,b,c\nd,e,,\n\nf\ng,h\n")
    assert outline(path) == [("a.csv:2", "bad-row"), ("a.csv:3", "ok"), ("a.csv:5", "ok"), ("a.csv:6", "ok")]
    assert [title for title, _, _ in articles(path)] == ["refused", "d", "refused", "g"]


def test_a_quotation_mark_that_is_never_closed_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('title,body\na,b\nc,"d\n' + "e,f\n" * 100)
    found = items(path)
    assert outline(path) == [("a.csv:2", "ok"), ("a.csv:3", "bad-row")]
    assert isinstance(found[1], Unreadable)
    assert "101 lines" in found[1].message


def test_a_row_without_end_is_refused_and_the_next_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('title,body\na,"' + "x" * 5_000 + '"\nc,d\n' + "e" * 5_000 + ",f\ng,h\n")
    assert outline(path, limit=1_000) == [
        ("a.csv:2", "too-large"), ("a.csv:3", "ok"), ("a.csv:4", "too-large"), ("a.csv:5", "ok"),
    ]  # fmt: skip


def test_a_very_long_field_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"title,body\na,{'kata ' * 200_000}\n")
    assert len(articles(tmp_path / "a.csv")[0][2]) == 999_999


def test_bodies_in_html_become_paragraphs(tmp_path: Path) -> None:
    html = "<p>Petani <b>panen</b>.</p><p>Beras &amp; jagung turun.</p>"
    (tmp_path / "a.csv").write_text(written([["title", "body"], ["Musim Padi", html]]))
    assert articles(tmp_path / "a.csv") == [("Musim Padi", None, "Petani panen.\nBeras & jagung turun.")]
    (tmp_path / "b.csv").write_text(written([["title", "html"], ["Musim Padi", "Petani panen.<br>Ya."]]))
    assert articles(tmp_path / "b.csv") == [("Musim Padi", None, "Petani panen.\nYa.")]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    cell = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)

    @QUIET
    @given(st.lists(st.tuples(cell, cell), min_size=1, max_size=8), st.sampled_from(",;\t|"))
    def round_trip(rows: list[tuple[str, str]], delimiter: str) -> None:
        path = tmp_path / "a.csv"
        path.write_bytes(written([["title", "body"], *map(list, rows)], delimiter).encode())
        found = [item.fields for item in items(path) if isinstance(item, Record)]
        assert found == [{"title": t, "body": b} for t, b in rows if t.strip() or b.strip()]

    round_trip()


@pytest.mark.parametrize("head", [b"", b"title,body\n", b'title;body\n"', b"\xff\xfe"])
def test_any_bytes(tmp_path: Path, head: bytes) -> None:
    check_any(tmp_path / "a.csv", st.binary(max_size=400).map(head.__add__), st.integers(1, 400))
