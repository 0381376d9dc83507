"""The rules of the house that no other tool checks."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from msgspec import structs

from index import Settings

from .conftest import ROOT

SETTINGS = {field.name: field.default for field in structs.fields(Settings)}
PACKAGES = ("bench", "index", "indexer", "scripts", "search", "tests", "web")
# Folders that a tool or a person keeps in a checkout and git does not.
NOT_OURS = {".venv", ".git", "shared", "data", "__pycache__"}
TEXTS = {"", ".py", ".md", ".toml", ".yaml", ".in", ".txt", ".html", ".css", ".js", ".mako", ".json"}


def project_files() -> list[Path]:
    """Every file that is or would be in git, without the samples' pages."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if listed.returncode == 0:
        found = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if not NOT_OURS & set(path.relative_to(ROOT).parts)]
    return sorted(path for path in found if path.is_file() and path.suffix in TEXTS)


def modules() -> list[Path]:
    return [path for path in project_files() if path.suffix == ".py"]


def top_folders() -> set[str]:
    tops = {path.relative_to(ROOT).parts[0] for path in project_files() if path.parent != ROOT}
    return {name for name in tops if not name.startswith(".")}


def test_every_package_is_seen() -> None:
    assert set(PACKAGES) <= top_folders()
    assert len(modules()) > 40


def test_modules_stay_small() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in modules()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) >= 500
    }
    assert long == {}


@pytest.mark.parametrize("field", sorted(SETTINGS))
def test_every_setting_is_documented(field: str) -> None:
    rows = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| `TELUSUR_{field.upper()}` \| (.*?) \| .{{10,}} \|$", rows, re.MULTILINE)
    assert row, f"docs/operating.md has no row for TELUSUR_{field.upper()}"
    default = SETTINGS[field]
    if isinstance(default, int):
        assert row[1] == f"`{default}`"


def test_no_documented_setting_is_unknown() -> None:
    known = {f"TELUSUR_{field.upper()}" for field in SETTINGS}
    for name in ("README.md", "ARCHITECTURE.md", "docs/operating.md"):
        named = re.findall(r"TELUSUR_[A-Z_]*[A-Z]", (ROOT / name).read_text(encoding="utf-8"))
        assert set(named) <= known, name


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md"])
def test_every_top_folder_is_explained(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert [folder for folder in sorted(top_folders()) if f"`{folder}/`" not in text] == []


def test_links_between_documents_lead_somewhere() -> None:
    broken = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in project_files()
        if path.suffix == ".md" and "samples" not in path.parts
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert broken == []


def test_no_path_of_one_machine() -> None:
    foreign = re.compile(r"(?<![\w.])/(?:home|Users|root|work|tmp)/\w")
    met = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in project_files()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if "samples" not in path.relative_to(ROOT).parts and foreign.search(line)
    ]
    assert met == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_requirements_are_pinned_with_hashes(name: str) -> None:
    text = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-zA-Z0-9])", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE).strip())
    unpinned = [e for e in entries if not re.match(r"[\w.\-\[\]]+==[\w.!+]+ .*--hash=sha256:", e, re.DOTALL)]
    assert entries
    assert unpinned == []
    pinned = {entry.split()[0].split("[")[0].lower() for entry in entries}
    wanted = re.findall(r"^[\w.\-]+==\S+", (ROOT / f"{name}.in").read_text(encoding="utf-8"), re.MULTILINE)
    assert {line.lower() for line in wanted} <= pinned


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_name_no_package_index(name: str) -> None:
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")
