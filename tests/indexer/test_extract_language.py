"""In which language an article is written: an English one must not be stemmed as Indonesian."""

from __future__ import annotations

import errno
import tempfile
from itertools import combinations

import pytest

from indexer.extract import detect_language, language
from indexer.extract.rules import rules

TEXTS = {
    "id": [
        "Warga memperbaiki tanggul sungai yang jebol diterjang banjir pada malam hari.",
        "Polisi menangkap dua orang karena kasus penipuan dengan modus baru di Batang.",
        "Presiden Jokowi: The show must go on, kata dia saat meresmikan jalan tol yang baru itu.",
        "Harga beras naik lagi, pedagang pasar mengaku tidak bisa berbuat banyak untuk pembeli.",
        "Bupati Pemalang resmikan pasar baru",
    ],
    "en": [
        "The village repaired its river dike after a night of heavy rain, the district head said.",
        "Police have arrested two people in connection with a fraud case that was reported last week.",
        "President Jokowi is to open a new market in Pekalongan, officials said on Monday.",
    ],
    "jv": [
        "Warga desa padha gotong royong ndandani tanggul kali sing ambrol amarga banjir wingi bengi.",
        "Kang Tarno kandha yen dheweke ora bisa teka amarga isih nyambut gawe ing sawah karo bapake.",
        "Para warga sampun wonten ing bale desa, nanging Pak Lurah dereng rawuh saking kutha punika.",
    ],
    "su": [
        "Warga desa babarengan ngomean tanggul walungan nu bobol ku caah peuting tadi, ceuk Pa Kuwu.",
        "Éta jalma téh geus lila teu balik ka lemburna lantaran keur digawé di dayeuh jeung anakna.",
        "Urang Sunda kudu ngamumulé basana sorangan, kitu ceuk manéhna dina acara anu digelar poé Kemis.",
    ],
    "und": [
        "Die Digitalisierung als Wachstumstreiber zieht sich bereits heute durch fast alle Branchen des Landes,"
        " sagte der Minister gestern vor der Presse in Berlin, wo er mit Vertretern der Wirtschaft sprach.",
        "Жители деревни ремонтируют дамбу.",
        "",
        "12345 67890",
    ],
}


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in TEXTS.items() for text in texts])
def test_the_language_of_a_short_text(code: str, text: str) -> None:
    assert detect_language(text) == code


def test_a_long_text_is_read_at_its_beginning() -> None:
    text = f"{TEXTS['id'][0]} " * 20_000
    assert detect_language(text) == "id"


def test_a_model_that_finds_no_room_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("py3langid.langid.LanguageIdentifier.from_model_file", full)
    language._identifier.cache_clear()
    try:
        with pytest.raises(OSError, match="no room for the model of languages, 70 MB") as raised:
            detect_language("Dit is een verhaal over water en wind in een dorp aan de zee.")
        assert raised.value.filename == tempfile.gettempdir()
    finally:
        language._identifier.cache_clear()


def test_no_word_counts_for_two_languages() -> None:
    pairs = combinations(rules().language_words.items(), 2)
    shared = {(one, other): words for (one, a), (other, b) in pairs if (words := a & b)}
    assert shared == {}
