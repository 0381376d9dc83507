"""People who bear the whole name of a spouse."""

from __future__ import annotations

import pytest

from indexer.recognise import recognise

from .named import people_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Presiden Joko Widodo dan Ibu Iriana Joko Widodo datang. Kata Jokowi, aman. Iriana pulang.",
            {"Joko Widodo", "Iriana Joko Widodo"},
        ),
        (
            "Mendagri Tito Karnavian hadir bersama Ketua Umum TP PKK Tri Tito Karnavian. Kata Tito, aman.",
            {"Tito Karnavian", "Tri Tito Karnavian"},
        ),
        # Nobody says so: that is the same person.
        ("Menteri Siti Nurbaya Bakar hadir. Nurbaya Bakar pulang.", {"Siti Nurbaya Bakar"}),
        ("Ibu Siti Nurbaya Bakar hadir. Ibu Nurbaya Bakar pulang.", {"Siti Nurbaya Bakar"}),
        ("Menurut Ibu Rini Puspita Dewi, mahal. Puspita Dewi, pedagang, setuju.", {"Rini Puspita Dewi"}),
        ("Polisi memeriksa istri Ahmad Rizal Hakim. Pak Rizal Hakim ditahan.", {"Ahmad Rizal Hakim"}),
        (
            "Menteri Sekretaris Negara Muhammad Prasetyo Hadi dan Pak Prasetyo Hadi.",
            {"Muhammad Prasetyo Hadi"},
        ),
        # What she heads may have a place, and whose wife she is may be said.
        (
            "Ketua TP PKK Jawa Barat Atalia Ridwan Kamil dan Gubernur Ridwan Kamil hadir. Kata Kamil, aman.",
            {"Atalia Ridwan Kamil", "Ridwan Kamil"},
        ),
        (
            "Istri Bupati Sleman, Kustini Sri Purnomo, hadir. Bupati Sri Purnomo pulang.",
            {"Kustini Sri Purnomo", "Sri Purnomo"},
        ),
        # It may stand behind her name.
        (
            "Gubernur Jawa Barat Ridwan Kamil hadir. Atalia Ridwan Kamil, Ketua TP PKK, menari.",
            {"Atalia Ridwan Kamil", "Ridwan Kamil"},
        ),
        (
            "Gubernur Ali Sadikin dikenang. Boy Ali Sadikin, putranya, hadir.",
            {"Ali Sadikin", "Boy Ali Sadikin"},
        ),
        (
            "Gubernur Ridwan Kamil hadir. Atalia Ridwan Kamil, istri Gubernur Jawa Barat, menari.",
            {"Atalia Ridwan Kamil", "Ridwan Kamil"},
        ),
        # Relatives of somebody else, and he himself.
        ("Bupati Yoga Pratama hadir. Andi Yoga Pratama, anak petani, bicara.", {"Andi Yoga Pratama"}),
        ("Bupati Yoga Pratama hadir. Andi Yoga Pratama, ayah dua anak, bicara.", {"Andi Yoga Pratama"}),
        (
            "Gubernur Ridwan Kamil hadir. Mochamad Ridwan Kamil, putranya yang sulung, bicara.",
            {"Mochamad Ridwan Kamil"},
        ),
        (
            "Wali Kota Yon Supriyono hadir. Didampingi istrinya, Dedy Yon Supriyono mencoblos.",
            {"Dedy Yon Supriyono"},
        ),
        # Both stand beside each other.
        ("Joko Widodo dan Iriana Joko Widodo tiba.", {"Joko Widodo", "Iriana Joko Widodo"}),
        (
            "Dedy Yon Supriyono datang bersama istrinya, Ny. Roro Dedy Yon Supriyono.",
            {"Dedy Yon Supriyono", "Roro Dedy Yon Supriyono"},
        ),
        (
            "Kaesang Pangarep bin Joko Widodo menikah. Joko Widodo menjadi wali.",
            {"Kaesang Pangarep bin Joko Widodo", "Joko Widodo"},
        ),
        # He is not named whole.
        (
            "Ibu Negara Iriana Joko Widodo menyapa warga. Jokowi menyapa juga.",
            {"Iriana Joko Widodo", "Jokowi"},
        ),
    ],
)
def test_a_spouse_is_somebody_else(text: str, names: set[str]) -> None:
    assert people_in(text).keys() == names


def test_an_office_is_his() -> None:
    found = people_in("Istri Bupati Sleman, Kustini Sri Purnomo, hadir. Bupati Sri Purnomo pulang.")
    assert [found[name].office for name in ("Kustini Sri Purnomo", "Sri Purnomo")] == ["", "Bupati"]


def test_what_both_have_is_the_name_of_whom_it_is_whole() -> None:
    text = "Presiden Joko Widodo dan Ibu Iriana Joko Widodo datang. Kata Jokowi, aman. Kata Joko, aman. Iriana pulang."
    found = {text[m.start : m.end]: m.name for m in recognise(text)}
    assert found["Jokowi"] == found["Joko"] == found["Joko Widodo"] == "Joko Widodo"
    assert found["Iriana"] == "Iriana Joko Widodo"
