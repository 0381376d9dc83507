"""What organisations are usually called that newspapers call in many ways: *Partai Golkar* for *Golkar*."""

from __future__ import annotations

import functools
import re

from .slug import slug

_USUAL = {
    "PDIP": ("PDI Perjuangan", "PDI-P", "Partai Demokrasi Indonesia Perjuangan", "Partai PDIP"),
    "Partai Demokrat": ("Demokrat",),
    "Partai Gerindra": ("Gerindra", "Gerakan Indonesia Raya", "Partai Gerakan Indonesia Raya"),
    "Partai Golkar": ("Golkar", "Golongan Karya", "Partai Golongan Karya"),
    "Partai Hanura": ("Hanura", "Hati Nurani Rakyat", "Partai Hati Nurani Rakyat"),
    "Partai NasDem": ("NasDem", "Nasional Demokrat", "Partai Nasional Demokrat"),
    "Partai Perindo": ("Perindo", "Persatuan Indonesia", "Partai Persatuan Indonesia"),
    "Polda Metro Jaya": ("Polda Metro", "Metro Jaya"),
    "Polri": ("Kepolisian Republik Indonesia", "Kepolisian Negara Republik Indonesia", "Kepolisian RI"),
    "TNI AD": ("TNI Angkatan Darat",),
    "TNI AL": ("TNI Angkatan Laut",),
    "TNI AU": ("TNI Angkatan Udara",),
    "Manchester United": ("Man United", "Man Utd", "Manchester Utd"),
    "Manchester City": ("Man City",),
    "Tottenham Hotspur": ("Tottenham",),
}
# Of the whole country, which goes without saying of these: *DPR RI*, *Kementerian Agama Republik Indonesia*.
_CENTRAL = re.compile(
    r"(?P<name>bawaslu|baznas|bnsp|bpk|bpom|dpd|dpr|kejagung|kejaksaan-agung|kemen(?!terian)\w+|kpk|kpu|mpr|ombudsman"
    r"|(?:badan|dewan-perwakilan|dewan-pertimbangan|kementerian|komisi-pemberantasan|komisi-pemilihan|komnas|mahkamah"
    r"|majelis-permusyawaratan)-.+)(?P<end>-ri|-republik-indonesia)"
)


def usual_name(name: str) -> str:
    """Return what an organisation is usually called, of a name or its slug; others come back as they are."""
    central = _CENTRAL.fullmatch(slug(name))
    bare = name[: -len(central["end"])].rstrip() if central else name
    # Not where the text is written in another length than its slug.
    bare = bare if central is None or slug(bare) == central["name"] else name
    return _by_slug().get(slug(bare), bare)


def slugs_of(key: str) -> frozenset[str]:
    """Return the slugs of all that an organisation is called, of the slug of its usual name."""
    return frozenset((key, *_others().get(key, ())))


def central_slugs_of(key: str) -> frozenset[str]:
    """Return the slugs of an organisation's name with what tells that it is the whole country's."""
    ends = ("-ri", "-republik-indonesia")
    return frozenset(f"{key}{end}" for end in ends if _CENTRAL.fullmatch(f"{key}{end}"))


@functools.cache
def _by_slug() -> dict[str, str]:
    return {slug(name): usual for usual, others in _USUAL.items() for name in (usual, *others)}


@functools.cache
def _others() -> dict[str, tuple[str, ...]]:
    return {slug(usual): tuple(map(slug, others)) for usual, others in _USUAL.items()}
