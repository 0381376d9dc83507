"""What organisations are usually called that newspapers call in many ways: *Partai Golkar* for *Golkar*."""

from __future__ import annotations

import functools
import re

from .slug import slug

_USUAL = {
    "PDIP": (
        "PDI Perjuangan",
        "PDI-P",
        "Partai Demokrasi Indonesia Perjuangan",
        "Partai PDIP",
        "Partai PDI Perjuangan",
    ),
    "Partai Demokrat": ("Demokrat",),
    "Partai Gerindra": ("Gerindra", "Gerakan Indonesia Raya", "Partai Gerakan Indonesia Raya"),
    "Partai Golkar": ("Golkar", "Golongan Karya", "Partai Golongan Karya"),
    "Partai Hanura": ("Hanura", "Partai Hati Nurani Rakyat"),
    "Partai NasDem": ("NasDem", "Partai Nasional Demokrat"),
    "Partai Perindo": ("Perindo", "Partai Persatuan Indonesia"),
    "Polda Metro Jaya": ("Polda Metro", "Metro Jaya"),
    "Polri": ("Kepolisian Republik Indonesia", "Kepolisian Negara Republik Indonesia", "Kepolisian RI"),
    "TNI AD": ("TNI Angkatan Darat",),
    "TNI AL": ("TNI Angkatan Laut",),
    "TNI AU": ("TNI Angkatan Udara",),
    "Arema FC": ("Arema",),
    "PSIM Yogyakarta": ("PSIM",),
    "PSIS Semarang": ("PSIS",),
    "Persebaya Surabaya": ("Persebaya",),
    "Persela Lamongan": ("Persela",),
    "Persib Bandung": ("Persib",),
    "Persija Jakarta": ("Persija",),
    "Persik Kediri": ("Persik",),
    "Persipura Jayapura": ("Persipura",),
    "Persiraja Banda Aceh": ("Persiraja",),
    "Persita Tangerang": ("Persita",),
    "Manchester United": ("Man United", "Man Utd", "Manchester Utd"),
    "Manchester City": ("Man City",),
    "Tottenham Hotspur": ("Tottenham",),
}
# Before the name of a firm, and behind it.
_FORM = re.compile(r"^(?:PT|CV)[ -]|[ -]tbk$", re.IGNORECASE)
_MISSPELT = re.compile(r"(?<=^[Kk])ementrian\b")
# Of the whole country, which goes without saying of these: *DPR RI*, *Kementerian Agama Republik Indonesia*.
_CENTRAL = re.compile(
    r"(?P<name>bawaslu|baznas|bnsp|bpk|bpom|dpd|dpr|kejagung|kejaksaan-agung|kemen(?!terian)\w+|kpk|kpu|mpr|ombudsman"
    r"|(?:badan|dewan-perwakilan|dewan-pertimbangan|kementerian|komisi-pemberantasan|komisi-pemilihan|komnas|mahkamah"
    r"|majelis-permusyawaratan)-.+)(?P<end>-ri|-republik-indonesia)"
)


def usual_name(name: str) -> str:
    """Return what an organisation is usually called, of a name or its slug; others come back as they are."""
    name = _MISSPELT.sub("ementerian", name)
    while central := _CENTRAL.fullmatch(slug(name)):
        bare = name[: -len(central["end"])].rstrip(" -(,")
        # Not where the text is written in another length than its slug.
        if slug(bare) != central["name"]:
            break
        name = bare
    return _by_slug().get(slug(name), name)


def slugs_of(key: str) -> frozenset[str]:
    """Return the slugs of all that an organisation is called, of the slug of its usual name."""
    return frozenset((key, *_others().get(key, ())))


def without_form(name: str) -> str:
    """Return a firm's name, or its slug, without its form: *PT Telkom Indonesia Tbk*, *Telkom Indonesia*."""
    return _FORM.sub("", name) or name


def fuller_slugs_of(key: str) -> frozenset[str]:
    """Return slugs that say more: that an organisation is the whole country's, or the form of a firm."""
    central = (f"{key}{end}" for end in ("-ri", "-republik-indonesia") if _CENTRAL.fullmatch(f"{key}{end}"))
    return frozenset((*central, f"pt-{key}", f"cv-{key}", f"pt-{key}-tbk", f"{key}-tbk"))


@functools.cache
def _by_slug() -> dict[str, str]:
    return {slug(name): usual for usual, others in _USUAL.items() for name in (usual, *others)}


@functools.cache
def _others() -> dict[str, tuple[str, ...]]:
    return {slug(usual): tuple(map(slug, others)) for usual, others in _USUAL.items()}
