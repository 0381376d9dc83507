"""`indexer people`: what editors decide, by the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from index import Settings, open_archive

from ..index.documents import document
from .forking import Indexer

PEOPLE = {
    "a": ("Jokowi datang ke pasar.", ("Jokowi",)),
    "b": ("Joko Widodo pulang.", ("Joko Widodo",)),
    "c": ("Joko Widodo tiba.", ("Joko Widodo",)),
    "d": ("Budi Santoso hadir.", ("Budi Santoso",)),
    "e": ("Pantura Raya macet.", ("Pantura Raya",)),
}


class Editor:
    """Commands on one archive."""

    def __init__(self, indexer: Indexer, data: Path) -> None:
        self._indexer = indexer
        self.data = data

    def say(self, *arguments: object, status: int = 0) -> str:
        done = self._indexer.run(self.data, "people", *arguments)
        assert done.status == status, done.output
        return done.output

    def objects(self, *arguments: object) -> list[dict[str, Any]]:
        lines = self.say(*arguments, "--json").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]

    def listed(self, *arguments: object) -> dict[str, int]:
        return {each["name"]: each["articles"] for each in self.objects("list", *arguments)}


@pytest.fixture
def editor(warm: Indexer, tmp_path: Path) -> Editor:
    archive = open_archive(Settings(data=tmp_path))
    archive.put([document(key, body=body, people=names) for key, (body, names) in PEOPLE.items()])
    archive.close()
    assert warm.run(tmp_path, "rebuild").status == 0
    return Editor(warm, tmp_path)


def test_people_are_listed_by_the_number_of_their_articles(editor: Editor) -> None:
    assert list(editor.listed()) == ["Joko Widodo", "Budi Santoso", "Jokowi", "Pantura Raya"]
    assert editor.listed("joko") == {"Joko Widodo": 2, "Jokowi": 1}
    assert editor.listed("Widodo", "joko") == {"Joko Widodo": 2}
    assert editor.listed("--limit", "1") == {"Joko Widodo": 2}
    assert "     2  Joko Widodo  (joko-widodo)" in editor.say("list").splitlines()


def test_merging_shows_at_once_and_is_undone_by_its_number(editor: Editor) -> None:
    assert "decision 1 made; 1 articles indexed anew." in editor.say(
        "merge", "Jokowi", "--into", "Joko Widodo"
    )
    assert editor.listed("joko") == {"Joko Widodo": 3}
    assert editor.objects("list", "jokowi")[0]["also"] == ["jokowi"]
    (made,) = editor.objects("decisions")
    assert {made[name] for name in ("action", "subject", "object")} == {"merge", "jokowi", "joko-widodo"}
    editor.say("undo", 1)
    assert editor.listed("joko") == {"Joko Widodo": 2, "Jokowi": 1}
    assert editor.objects("decisions") == []
    assert "no decision in force has the number 1" in editor.say("undo", 1, status=1)


def test_hiding_renaming_and_what_is_no_person(editor: Editor) -> None:
    editor.say("hide", "budi-santoso", "Jokowi")
    editor.say("rename", "Joko Widodo", "Joko Widodo (presiden)")
    editor.say("not-a-person", "Pantura Raya")
    assert editor.listed() == {"Joko Widodo (presiden)": 2}
    assert editor.listed("--hidden") == {"Budi Santoso": 0, "Jokowi": 0}
    editor.say("unhide", "Budi Santoso")
    assert editor.listed("budi") == {"Budi Santoso": 1}


def test_a_person_is_found_by_the_name_that_an_editor_gave(editor: Editor) -> None:
    editor.say("rename", "Pantura Raya", "Jalan Pantura")
    assert editor.listed("jalan") == {"Jalan Pantura": 1}
    editor.say("rename", "jalan pantura", "Budi Santoso")
    # Articles name another one so.
    editor.say("hide", "Budi Santoso")
    assert editor.listed("--hidden") == {"Budi Santoso": 0}
    assert editor.listed("budi") == {"Budi Santoso": 1}
    editor.say("rename", "Pantura Raya", "Jalan Raya")
    editor.say("not-a-person", "Jalan Raya")
    assert editor.listed() == {"Joko Widodo": 2, "Jokowi": 1}
    assert editor.objects("decisions")[-1]["subject"] == "pantura-raya"


def test_a_name_that_an_editor_gave_to_two_is_nobodys(editor: Editor) -> None:
    for name in ("Jokowi", "Joko Widodo"):
        editor.say("rename", name, "Presiden ke-7")
    said = editor.say("hide", "Presiden ke-7", status=1)
    assert "'Presiden ke-7' is the name of jokowi and joko-widodo; say which" in said
    editor.say("merge", "Jokowi", "--into", "Joko Widodo")
    editor.say("hide", "Presiden ke-7")
    assert editor.listed("--hidden") == {"Presiden ke-7": 0}


def test_what_is_said_of_a_name_that_an_editor_gave_is_of_all_that_bear_it(editor: Editor) -> None:
    editor.say("rename", "Jokowi", "Ir. Jokowi")
    editor.say("merge", "Jokowi", "--into", "Joko Widodo")
    # The name that went into another's.
    editor.say("split", "Ir. Jokowi")
    assert editor.listed("joko") == {"Joko Widodo": 2, "Ir. Jokowi": 1}
    editor.say("merge", "Ir. Jokowi", "--into", "Joko Widodo")
    editor.say("rename", "Joko Widodo", "Jalan Raya")
    editor.say("not-a-person", "Jalan Raya")
    assert editor.listed() == {"Budi Santoso": 1, "Pantura Raya": 1}


def test_a_merge_of_who_is_one_already_says_what_to_do(editor: Editor) -> None:
    editor.say("merge", "Jokowi", "--into", "Joko Widodo")
    said = editor.say("merge", "Joko Widodo", "--into", "Jokowi", status=1)
    assert "'Joko Widodo' and 'Jokowi' are one person already; to show another name, rename" in said
    assert len(editor.objects("decisions")) == 1


def test_taking_out_and_dividing(editor: Editor) -> None:
    editor.say("merge", "Jokowi", "Budi Santoso", "--into", "Joko Widodo")
    editor.say("split", "Budi Santoso")
    editor.say("split", "Joko Widodo", "--as", "Joko Lain", "--article", "c")
    assert editor.listed() == {"Joko Widodo": 2, "Budi Santoso": 1, "Joko Lain": 1, "Pantura Raya": 1}
    lines = editor.say("decisions").splitlines()
    assert any("split joko-widodo Joko Lain article" in line for line in lines)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("hide", "Jokowii"), "no article names 'Jokowii'; look for it with: people list WORD"),
        (("merge", "Jokowi", "--into", "X"), "no article names 'X'"),
        (("split", "Jokowi"), "'Jokowi' was not merged into anybody"),
        (("merge", "Jokowi", "--into", "Jokowi"), "are one person already; to show another name, rename"),
        (("split", "Jokowi", "--as", "Lain"), "a part needs both a name and a condition"),
        (("split", "Jokowi", "--as", "Lain", "--place", "xx"), "'xx' is no place's code"),
        (("split", "Jokowi", "--as", "Lain", "--article", "xx"), "no article has the id or URL 'xx'"),
        (("rename", "Jokowi", " "), "is no name"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    editor: Editor, arguments: tuple[str, ...], said: str
) -> None:
    assert said in editor.say(*arguments, status=1)
    assert editor.objects("decisions") == []


def test_decisions_go_to_another_archive_once(editor: Editor, warm: Indexer, tmp_path: Path) -> None:
    editor.say("merge", "Jokowi", "--into", "Joko Widodo")
    editor.say("hide", "Budi Santoso")
    file = tmp_path / "people.csv"
    assert "2 decisions written." in editor.say("export", file)
    header, *rows = file.read_text(encoding="utf-8").splitlines()
    assert header == "made_at,action,subject,object,office,place,article"
    assert [row.partition(",")[2] for row in rows] == [
        "merge,jokowi,joko-widodo,,,", "hide,budi-santoso,,,,",
    ]  # fmt: skip
    other = Editor(warm, tmp_path / "other")
    assert "2 decisions made" in other.say("import", file)
    assert "0 decisions made" in other.say("import", file)
    archive = open_archive(Settings(data=other.data))
    archive.put([document("z", body="Jokowi dan Joko Widodo.", people=("Jokowi", "Joko Widodo"))])
    archive.close()
    warm.run(other.data, "rebuild")
    assert other.listed() == {"Joko Widodo": 1}
    file.write_text("action,subject\nhide,jokowi\neat,joko\n", encoding="utf-8")
    assert "line 3: 'eat' is no action" in other.say("import", file, status=1)
    assert other.listed() == {"Joko Widodo": 1}


def test_an_alias_is_suggested(warm: Indexer, tmp_path: Path) -> None:
    body, people = "Basuki Tjahaja Purnama alias Ahok tiba.", ("Basuki Tjahaja Purnama", "Ahok")
    archive = open_archive(Settings(data=tmp_path))
    archive.put([document("a", body=body, people=people)])
    archive.close()
    editor = Editor(warm, tmp_path)
    assert "0 decisions made, 1 suggestions kept." in editor.say("learn")
    (suggested,) = editor.objects("suggestions")
    assert (suggested["subject"], suggested["object"]) == ("ahok", "basuki-tjahaja-purnama")


def test_what_is_safe_is_learnt_and_the_rest_suggested(warm: Indexer, tmp_path: Path) -> None:
    archive = open_archive(Settings(data=tmp_path))
    archive.put([
        document("a", body="M. Nur Hasan di Kota Tegal.", people=("M. Nur Hasan",), in_places=("Kota Tegal",)),
        document("b", body="Muhammad Nur Hasan, Kota Tegal.", people=("Muhammad Nur Hasan",), in_places=("Kota Tegal",)),
        document("c", body="Muhammad Nur Hasan.", people=("Muhammad Nur Hasan",)),
        document("d", body="Joko Widodo (Jokowi) tiba.", people=("Joko Widodo", "Jokowi")),
    ])  # fmt: skip
    archive.close()
    editor = Editor(warm, tmp_path)
    assert "1 decisions made, 1 suggestions kept." in editor.say("learn")
    assert editor.listed("hasan") == {"Muhammad Nur Hasan": 3}
    assert "  (automatic)" in editor.say("decisions")
    assert editor.objects("suggestions") == [
        {
            "subject": "jokowi",
            "object": "joko-widodo",
            "weight": 1,
            "reason": "in parentheses or as an alias behind the name",
        }
    ]
    assert "0 decisions made, 1 suggestions kept." in editor.say("learn")
    editor.say("undo", 1)
    assert "0 decisions made, 2 suggestions kept." in editor.say("learn")
    assert editor.listed("hasan") == {"Muhammad Nur Hasan": 2, "M. Nur Hasan": 1}
    editor.say("merge", "jokowi", "--into", "joko-widodo")
    assert "0 decisions made, 1 suggestions kept." in editor.say("learn")
    assert "0 decisions written." not in editor.say("export")
