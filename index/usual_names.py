"""What organisations are usually called that newspapers call in many ways: *Partai Golkar* for *Golkar*."""

from __future__ import annotations

import functools
import re

from .slug import slug

_USUAL = {
    "PDIP": ("PDI Perjuangan", "PDI-P", "Partai PDIP", "Partai PDI Perjuangan", "PDIP Perjuangan"),
    "Partai Buruh": (),
    "Partai Demokrat": ("Demokrat",),
    "Partai Gerindra": ("Gerindra", "Partai Gerakan Indonesia Raya"),
    "Partai Golkar": ("Golkar", "Partai Golongan Karya"),
    "Partai Hanura": ("Hanura", "Partai Hati Nurani Rakyat"),
    "Partai NasDem": ("NasDem", "Partai Nasdem", "Partai Nasional Demokrat"),
    "Partai Perindo": ("Perindo", "Partai Persatuan Indonesia"),
    "Polda Metro Jaya": ("Polda Metro", "Metro Jaya", "PMJ"),
    "Polri": ("Kepolisian Republik Indonesia", "Kepolisian Negara Republik Indonesia", "Kepolisian RI"),
    "TNI AD": ("TNI Angkatan Darat",),
    "TNI AL": ("TNI Angkatan Laut",),
    "TNI AU": ("TNI Angkatan Udara",),
    "Manchester United": ("Man United", "Man Utd", "Manchester Utd"),
    "Manchester City": ("Man City",),
    "Tottenham Hotspur": ("Tottenham", "Spurs"),
}
# Of the whole country, which goes without saying of these: *DPR RI*, *Kementerian Agama Republik Indonesia*.
_CENTRAL = re.compile(
    r"(?P<name>(?:kemen|(?:kementerian|badan|mahkamah|komnas|kejaksaan-agung|dewan-perwakilan|dewan-pertimbangan|majelis-permusyawaratan"
    r"|komisi-pemilihan|komisi-pemberantasan|dpr|mpr|dpd|kpu|kpk|bawaslu|bpk|bpom|bnsp|baznas|ombudsman|kejagung)(?![^-]))"
    r".*)-(?:ri|republik-indonesia)"
)


def usual_name(name: str) -> str:
    """Return what an organisation is usually called, of a name or a slug, or the same again."""
    central = _CENTRAL.fullmatch(slug(name))
    cut = name[: len(central["name"])] if central else name
    # Not where a slug is shorter: *Kementerian A.B. RI*.
    bare = cut if central and slug(cut) == central["name"] else name
    return _by_slug().get(slug(bare), bare)


@functools.cache
def _by_slug() -> dict[str, str]:
    return {slug(name): usual for usual, others in _USUAL.items() for name in (usual, *others)}
