"""Zip and tar archives: members read like files, and everything that hostile archives do."""

from __future__ import annotations

import bz2
import gc
import gzip
import io
import json
import lzma
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import strategies as st

from indexer.sources import Options, Page, read

from .pages import page
from .taken import LIMIT, articles, check_any, check_damaged, command, outline, pages

PAGE = page(url=None).encode()
MEMBERS = {
    "2024/a.html": PAGE,
    "2024/b.html.gz": gzip.compress(PAGE),
    "c.jsonl": b'{"title": "Panen", "body": "Petani panen."}\n{"title": "Hujan", "body": "Hujan deras."}\n',
    "d.csv": b"judul,isi\nBanjir,Air naik.\n",
    "picture.jpg": b"\xff\xd8\xff",
    "__MACOSX/2024/._a.html": b"\0\5\x16\7",
}
WANTED = ["2024/a.html", "2024/b.html.gz", "c.jsonl:1", "c.jsonl:2", "d.csv:2"]


def zipped(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def tarred(members: dict[str, bytes]) -> bytes:
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return raw.getvalue()


def test_members_of_a_zip_are_read_like_files(tmp_path: Path) -> None:
    path = zipped(tmp_path / "news.zip", MEMBERS)
    assert outline(path) == [(f"news.zip!{name}", "ok") for name in WANTED]
    assert [title for title, _, _ in articles(path)] == [
        "Tanggul Retak Ditinjau", "Tanggul Retak Ditinjau", "Panen", "Hujan", "Banjir",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("news.tar", bytes),
        ("news.tar.gz", gzip.compress),
        ("news.TGZ", gzip.compress),
        ("news.tar.bz2", bz2.compress),
        ("news.tar.xz", lzma.compress),
    ],
)
def test_members_of_a_tar_are_read_like_files(tmp_path: Path, name: str, pack: object) -> None:
    path = tmp_path / name
    path.write_bytes(pack(tarred(MEMBERS)))  # type: ignore[operator]
    assert outline(path) == [(f"{name}!{member}", "ok") for member in WANTED]
    assert [data for _, data in pages(path)] == [PAGE, PAGE]


def test_archives_in_a_folder_are_added_and_known_the_second_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    zipped(folder / "a.zip", MEMBERS)
    (folder / "b.tar.gz").write_bytes(
        gzip.compress(tarred({"x.html": page(url="https://x.example/1").encode()}))
    )
    first, [summary] = command(monkeypatch, tmp_path / "data", "add", folder, "--json")
    assert first.exit_code == 0, first.output
    assert (summary["read"], summary["added"]) == (6, 6)
    _, [summary] = command(monkeypatch, tmp_path / "data", "add", folder, "--json")
    assert (summary["read"], summary["unchanged"]) == (6, 6)


@pytest.mark.parametrize(
    ("packing", "pack"), [("bz2", bz2.compress), ("xz", lzma.compress), ("gz", gzip.compress)]
)
def test_a_packed_page_of_several_streams(tmp_path: Path, packing: str, pack: object) -> None:
    path = tmp_path / f"a.html.{packing}"
    path.write_bytes(pack(PAGE[:500]) + pack(PAGE[500:]) + bytes(700))  # type: ignore[operator]
    assert [data for _, data in pages(path)] == [PAGE]


@pytest.mark.parametrize(
    "name", ["../../etc/a.html", "/etc/a.html", "C:\\x\\a.html", "a\n\x1b[2Jb.html", "ü.html"]
)
def test_a_name_is_only_a_name(tmp_path: Path, name: str) -> None:
    shown = name.replace("\n", "\\x0a").replace("\x1b", "\\x1b")
    (tmp_path / "t.tar").write_bytes(tarred({name: PAGE}))
    zipped(tmp_path / "z.zip", {name: PAGE})
    assert outline(tmp_path / "t.tar") == [(f"t.tar!{shown}", "ok")]
    assert outline(tmp_path / "z.zip") == [(f"z.zip!{shown}", "ok")]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["t.tar", "z.zip"]


def test_names_in_other_encodings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = tarred({"kaf\u00e9.html": PAGE}).replace("é".encode(), b"\xe9x")
    header = bytearray(raw[:512])
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    (tmp_path / "t.tar").write_bytes(bytes(header) + raw[512:])
    assert outline(tmp_path / "t.tar") == [("t.tar!kaf\\xe9x.html", "ok")]
    result, [summary] = command(monkeypatch, tmp_path / "data", "add", tmp_path / "t.tar", "--json")
    assert (result.exit_code, summary["added"]) == (0, 1)
    archive = zipped(tmp_path / "z.zip", {"kafxx.html": PAGE}).read_bytes()
    (tmp_path / "z.zip").write_bytes(archive.replace(b"kafxx", "kafé".encode()))
    assert outline(tmp_path / "z.zip") == [("z.zip!kafé.html", "ok")]


def test_of_members_of_one_name_the_last_counts_in_every_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as archive:
        for title in ("Lama", "Baru"):
            data = json.dumps({"title": title, "body": "Isi.", "url": "https://x.example/1"}).encode()
            info = tarfile.TarInfo("a.jsonl")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    (tmp_path / "t.tar").write_bytes(raw.getvalue())
    for _ in range(3):
        command(monkeypatch, tmp_path / "data", "add", tmp_path / "t.tar")
        _, [exported] = command(monkeypatch, tmp_path / "data", "export", "-")
        assert exported["title"] == "Baru"


def test_links_devices_and_archives_within_are_refused(tmp_path: Path) -> None:
    raw = io.BytesIO()
    with tarfile.open(fileobj=raw, mode="w") as archive:
        for name, kind in [
            ("l.html", tarfile.SYMTYPE),
            ("h.html", tarfile.LNKTYPE),
            ("d.html", tarfile.CHRTYPE),
        ]:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        folder = tarfile.TarInfo("folder.html")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        for name in ("inner.tgz", "a.html"):
            info = tarfile.TarInfo(name)
            info.size = len(PAGE)
            archive.addfile(info, io.BytesIO(PAGE))
    (tmp_path / "t.tar").write_bytes(raw.getvalue())
    assert outline(tmp_path / "t.tar") == [
        ("t.tar!l.html", "not-a-file"), ("t.tar!h.html", "not-a-file"), ("t.tar!d.html", "not-a-file"),
        ("t.tar!inner.tgz", "nested"), ("t.tar!a.html", "ok"),
    ]  # fmt: skip
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as zip_file:
        link = zipfile.ZipInfo("l.html")
        link.external_attr = 0o120777 << 16
        zip_file.writestr(link, "/etc/passwd")
        zip_file.writestr("inner.zip", b"PK")
        zip_file.writestr("a.html", PAGE)
    assert outline(tmp_path / "z.zip") == [
        ("z.zip!l.html", "not-a-file"), ("z.zip!inner.zip", "nested"), ("z.zip!a.html", "ok"),
    ]  # fmt: skip
    (tmp_path / "z.zip.gz").write_bytes(gzip.compress((tmp_path / "z.zip").read_bytes()))
    assert outline(tmp_path / "z.zip.gz") == [("z.zip.gz", "nested")]


def test_what_is_wrong_with_one_member_leaves_the_others(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "z.zip", {"crc.html": PAGE, "x.html": PAGE, "bomb.html": bytes(5_000_000), "y.html": PAGE}
    )
    raw = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        infos = {info.filename: info for info in archive.infolist()}
    raw[infos["crc.html"].header_offset + 30 + len("crc.html") + 100] ^= 0xFF
    directory = raw.index(b"PK\1\2")
    second = raw.index(b"PK\1\2", directory + 4)
    raw[second + 8] |= 1
    path.write_bytes(raw)
    assert outline(path) == [
        ("z.zip!crc.html", "unreadable"), ("z.zip!x.html", "encrypted"), ("z.zip!bomb.html", "bomb"), ("z.zip!y.html", "ok"),
    ]  # fmt: skip


def test_methods_that_have_no_bound_are_refused(tmp_path: Path) -> None:
    assert outline(zipped(tmp_path / "z.zip", {"a.html": PAGE}, zipfile.ZIP_LZMA)) == [
        ("z.zip!a.html", "unreadable")
    ]
    assert outline(zipped(tmp_path / "y.zip", {"a.html": PAGE}, zipfile.ZIP_BZIP2)) == [
        ("y.zip!a.html", "unreadable")
    ]


def test_a_zip_whose_members_overlap_is_a_bomb(tmp_path: Path) -> None:
    path = zipped(tmp_path / "z.zip", {f"{n}.html": PAGE * 20 for n in range(3)}, zipfile.ZIP_STORED)
    raw = path.read_bytes()
    start = raw.index(b"PK\1\2")
    entries = raw[start : raw.index(b"PK\5\6")]
    first = raw[: 30 + 6 + len(PAGE) * 20]
    one = entries[: len(entries) // 3]
    end = b"PK\5\6" + struct.pack("<4H2LH", 0, 0, 30, 30, len(one) * 30, len(first), 0)
    path.write_bytes(first + one * 30 + end)
    assert outline(path) == [("z.zip", "bomb")]


def test_a_directory_too_large_to_be_held_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "z.zip"
    end = b"PK\5\6" + struct.pack("<4H2LH", 0, 0, 65535, 65535, 40_000_000, 0, 0)
    path.write_bytes(bytes(40_000_000) + end)
    assert outline(path) == [("z.zip", "too-many")]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress], ids=["gz", "bz2", "xz"])
def test_a_packed_bomb_is_stopped(tmp_path: Path, pack: object) -> None:
    name = {gzip.compress: "gz", bz2.compress: "bz2", lzma.compress: "xz"}[pack]  # type: ignore[index]
    bomb = pack(bytes(30_000_000))  # type: ignore[operator]
    for kind in ("jsonl", "csv", "html", "mht"):
        path = tmp_path / f"a.{kind}.{name}"
        path.write_bytes(bomb)
        assert outline(path, limit=20_000_000) == [(path.name, "bomb")]
    tar = pack(
        tarred({"a.html": PAGE}).rstrip(b"\0").ljust(-(-len(PAGE) // 512) * 512 + 512, b"\0")
        + tarred({"b.jsonl": bytes(20_000_000)})
    )  # type: ignore[operator]
    path = tmp_path / f"b.tar.{name}"
    path.write_bytes(tar)
    assert [code for _, code in outline(path)][-1] == "bomb"


def test_a_cut_off_tar_gives_what_it_holds(tmp_path: Path) -> None:
    raw = tarred({"a.html": PAGE, "b.html": PAGE * 20, "c.html": PAGE})
    cut = raw[: 512 + len(PAGE) + 4_000]
    (tmp_path / "t.tar").write_bytes(cut)
    assert outline(tmp_path / "t.tar")[:2] == [("t.tar!a.html", "ok"), ("t.tar!b.html", "unreadable")]
    packed = gzip.compress(raw)
    (tmp_path / "t.tar.gz").write_bytes(packed[:-40])
    found = outline(tmp_path / "t.tar.gz")
    assert found[0] == ("t.tar.gz!a.html", "ok")
    assert found[-1] == ("t.tar.gz", "unreadable")


def test_a_damaged_header_within_a_tar_is_told(tmp_path: Path) -> None:
    raw = bytearray(tarred({"a.html": PAGE, "b.html": PAGE}))
    raw[raw.index(b"b.html")] ^= 1
    (tmp_path / "t.tar").write_bytes(raw)
    assert outline(tmp_path / "t.tar") == [("t.tar!a.html", "ok"), ("t.tar", "unreadable")]


def test_a_header_that_leads_backwards_does_not_go_round_for_ever(tmp_path: Path) -> None:
    raw = bytearray(tarred({"a.html": PAGE, "b.html": PAGE}))
    header = bytearray(raw[:512])
    header[124:136] = b"\xff" + (-5_000).to_bytes(11, "big", signed=True)
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    (tmp_path / "t.tar").write_bytes(bytes(header) + raw[512:])
    assert outline(tmp_path / "t.tar")[-1] == ("t.tar", "unreadable")


def test_a_huge_extended_header_is_not_held(tmp_path: Path) -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 10_000_000
    (tmp_path / "t.tar").write_bytes(info.tobuf() + bytes(10_000_000))
    assert outline(tmp_path / "t.tar") == [("t.tar", "unreadable")]


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_damage_anywhere_is_an_answer(tmp_path: Path, kind: str) -> None:
    members = {"a.html": PAGE, "b.jsonl": b'{"title": "x", "body": "y"}\n' * 3, "c.csv": b"judul,isi\na,b\n"}
    whole = zipped(tmp_path / "w.zip", members).read_bytes() if kind == "zip" else tarred(members)
    check_damaged(tmp_path / f"news.{kind}", whole)


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tgz", "a.tar.bz2", "a.txz", "a.html.gz"])
def test_any_bytes(tmp_path: Path, name: str) -> None:
    magic = {"a.zip": b"PK\3\4", "a.tgz": b"\x1f\x8b\x08\0", "a.tar.bz2": b"BZh9", "a.txz": b"\xfd7zXZ\0"}
    begun = st.sampled_from([b"", magic.get(name, b"")])
    check_any(tmp_path / name, st.tuples(begun, st.binary(max_size=1500)).map(b"".join))


def test_members_that_were_passed_are_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "t.tar"
    path.write_bytes(tarfile.TarInfo("x.bin").tobuf() * 5_000 + tarred({"a.html": PAGE}))
    reading = read(str(path), Options(LIMIT))
    assert isinstance(next(reading), Page)
    assert sum(isinstance(thing, tarfile.TarInfo) for thing in gc.get_objects()) < 10
    assert list(reading) == []
